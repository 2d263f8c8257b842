import { runtimePython } from "../check/pythons";
import { lineOf } from "../check/rule";
import { runtimeName } from "../check/runtime-name";
import { runtimeSparks } from "../check/runtime-sparks";
import { buildFor } from "../model/build-for";
import type { Layer, RuntimeSettings } from "../model/matrix";
import type {
  Group,
  JarsHadoopAwsFolder,
  JarsIcebergFolder,
  JarsRapidsFolder,
  JdbcDriversFolder,
  Parent,
  PythonDepsFolder,
  PythonFolder,
  RuntimeFolder,
  SparkCoreFolder,
} from "../model/project";
import { entry } from "./entry";
import type { JarsInput } from "./jars";
import { hadoopAwsReference } from "./jars-hadoop-aws";
import { icebergReference } from "./jars-iceberg";
import { rapidsReference } from "./jars-rapids";
import { runtimeLicenses } from "./runtime-licenses";
import { inLayerOrder, pythonDepsReference } from "./python-deps";
import { referenceOf } from "./settings";
import { coreName } from "./spark-cores";

/** The images that runtimes are built on, by Spark version, and those that they take their layers from. */
export interface LayerFolders {
  readonly cores: ReadonlyMap<string, SparkCoreFolder>;
  readonly pythons: readonly PythonFolders[];
  readonly jdbcDrivers: JdbcDriversFolder | undefined;
  readonly jarsHadoopAws: JarsHadoopAwsFolder | undefined;
  readonly jarsIceberg: JarsIcebergFolder | undefined;
  readonly jarsRapids: JarsRapidsFolder | undefined;
}

/** The images of one Python: the interpreter and its packages. */
export interface PythonFolders {
  readonly python: PythonFolder;
  readonly pythonDeps: PythonDepsFolder;
}

/** The runtime images: each entry of the matrix for each Spark version that it names. */
export function resolveRuntimes(input: JarsInput, layers: LayerFolders): readonly RuntimeFolder[] {
  return input.matrix.runtimes.flatMap((runtime) =>
    [...runtimeSparks(input.matrix, runtime)].map((spark) => resolveRuntime(input, layers, runtime, spark)),
  );
}

function resolveRuntime(
  input: JarsInput,
  folders: LayerFolders,
  runtime: RuntimeSettings,
  spark: string,
): RuntimeFolder {
  const { matrix, settings, jdk, lock } = input;
  const { layers, variant } = runtime;
  const minor = runtimePython(matrix, runtime);
  const pythonFolders = folders.pythons.find(({ python }) => python.minor === minor);
  const groups = pythonFolders ? inLayerOrder(["base", ...(runtime.pythonGroups ?? [])]) : [];
  const name = runtimeName(matrix, runtime, spark);
  const several = pythonFolders && folders.pythons.length > 1 ? ` and CPython ${minor}` : "";
  const locked = pythonFolders?.pythonDeps.groups.filter((group) => groups.includes(group.name)) ?? [];
  const { drivers, hadoopAws, iceberg, rapids } = contents(folders, layers, spark);
  return {
    kind: "runtime",
    name,
    path: `docker/runtime/${name}`,
    title: `Apache Spark ${spark} runtime on JDK ${jdk.java}${several}${variant ? ` (${variant})` : ""}`,
    description: `Apache Spark ${spark} on JDK ${jdk.java} with ${describe(minor, layers, groups)}`,
    version: spark,
    licenses: runtimeLicenses(folders, pythonFolders, { spark, layers, groups: locked }),
    parents: runtimeParents(input, folders, { pythonFolders, layers, groups, spark }),
    variants: [{ name: "", reference: referenceOf(settings, name), arguments: {} }],
    spark,
    distribution: entry(lock.spark, spark),
    java: jdk.java,
    python: pythonFolders?.python.minor ?? "",
    layers,
    sharesClasses: settings.linesWithArchive.includes(lineOf(spark)),
    groups: locked,
    hadoopAws,
    iceberg,
    rapids,
    drivers,
  };
}

const NO_DRIVERS: RuntimeFolder["drivers"] = [];

function contents(
  { jdbcDrivers, jarsHadoopAws, jarsIceberg, jarsRapids }: LayerFolders,
  layers: readonly Layer[],
  spark: string,
) {
  const hadoopAws =
    jarsHadoopAws && layers.includes("jars-hadoop-aws") ? buildFor(jarsHadoopAws.builds, spark) : undefined;
  return {
    hadoopAws,
    drivers: (layers.includes("jdbc-drivers") ? jdbcDrivers?.drivers : undefined) ?? NO_DRIVERS,
    iceberg: layers.includes("jars-iceberg") ? (jarsIceberg?.iceberg ?? "") : "",
    rapids: layers.includes("jars-rapids") ? (jarsRapids?.rapids ?? "") : "",
  };
}

function describe(python: string | undefined, layers: readonly Layer[], groups: readonly Group[]): string {
  const names: Readonly<Record<Layer, string>> = {
    "python-deps": `CPython ${python} and its packages (${groups.join(", ")})`,
    "jdbc-drivers": "JDBC drivers",
    "jars-hadoop-aws": "s3a:// of Hadoop",
    "jars-iceberg": "Apache Iceberg",
    "jars-rapids": "the RAPIDS Accelerator",
  };
  return layers.map((layer) => names[layer]).join(", ");
}

interface Choice {
  readonly pythonFolders: PythonFolders | undefined;
  readonly layers: readonly Layer[];
  readonly groups: readonly Group[];
  readonly spark: string;
}

function runtimeParents(
  { settings }: JarsInput,
  folders: LayerFolders,
  { pythonFolders, layers, groups, spark }: Choice,
): readonly Parent[] {
  const { jarsHadoopAws, jarsIceberg, jarsRapids } = folders;
  const parent = (argument: string, stage: string, reference: string): Parent => ({
    argument,
    stage,
    reference,
  });
  const ofLayer = (layer: Layer): readonly Parent[] => {
    switch (layer) {
      case "python-deps": {
        if (!pythonFolders) return [];
        const { python, pythonDeps } = pythonFolders;
        return [
          parent("PYTHON_IMAGE", "python", referenceOf(settings, python.name)),
          parent("PYTHON_DEPS_IMAGE", layer, pythonDepsReference(settings, pythonDeps, groups)),
        ];
      }
      case "jdbc-drivers":
        return [parent("JDBC_DRIVERS_IMAGE", layer, referenceOf(settings, layer))];
      case "jars-hadoop-aws":
        if (!jarsHadoopAws) return [];
        return [parent("JARS_HADOOP_AWS_IMAGE", layer, hadoopAwsReference(settings, jarsHadoopAws, spark))];
      case "jars-iceberg":
        if (!jarsIceberg) return [];
        return [parent("JARS_ICEBERG_IMAGE", layer, icebergReference(settings, jarsIceberg, spark))];
      case "jars-rapids":
        if (!jarsRapids) return [];
        return [parent("JARS_RAPIDS_IMAGE", layer, rapidsReference(settings, jarsRapids, spark))];
    }
  };
  const base = parent("BASE_IMAGE", "", referenceOf(settings, coreName(spark)));
  return [base, ...layers.flatMap(ofLayer)];
}
