import { runtimeSparks } from "../check/runtime-sparks";
import type { Layer, RuntimeSettings } from "../model/matrix";
import type {
  Group,
  JarsIcebergFolder,
  JarsRapidsFolder,
  JdbcDriversFolder,
  Parent,
  PythonDepsFolder,
  PythonFolder,
  RuntimeFolder,
} from "../model/project";
import { entry } from "./entry";
import type { JarsInput } from "./jars";
import { icebergReference } from "./jars-iceberg";
import { rapidsReference } from "./jars-rapids";
import { licenseExpression } from "./licenses";
import { inLayerOrder, pythonDepsReference } from "./python-deps";
import { referenceOf } from "./settings";
import { coreName } from "./spark-cores";

/** The intermediate images that runtimes take their layers from. */
export interface LayerFolders {
  readonly python: PythonFolder;
  readonly pythonDeps: PythonDepsFolder;
  readonly jdbcDrivers: JdbcDriversFolder | undefined;
  readonly jarsIceberg: JarsIcebergFolder | undefined;
  readonly jarsRapids: JarsRapidsFolder | undefined;
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
  const { settings, jdk, lock } = input;
  const { layers, variant } = runtime;
  const groups = layers.includes("python-deps")
    ? inLayerOrder(["base", ...(runtime.pythonGroups ?? [])])
    : [];
  const name = `spark-${spark}-jdk${jdk.java}${variant ? `-${variant}` : ""}`;
  const { drivers, iceberg, rapids } = contents(folders, layers);
  return {
    kind: "runtime",
    name,
    path: `docker/runtime/${name}`,
    title: `Apache Spark ${spark} runtime on JDK ${jdk.java}${variant ? ` (${variant})` : ""}`,
    description: `Apache Spark ${spark} on JDK ${jdk.java} with ${describe(folders, layers, groups)}`,
    version: spark,
    licenses: licenseExpression([entry(lock.spark, spark).license]),
    parents: runtimeParents(input, folders, { layers, groups, spark }),
    variants: [{ name: "", reference: referenceOf(settings, name), arguments: {} }],
    spark,
    distribution: entry(lock.spark, spark),
    java: jdk.java,
    python: groups.length > 0 ? folders.python.minor : "",
    layers,
    groups: folders.pythonDeps.groups.filter((group) => groups.includes(group.name)),
    iceberg,
    rapids,
    drivers,
  };
}

function contents({ jdbcDrivers, jarsIceberg, jarsRapids }: LayerFolders, layers: readonly Layer[]) {
  return {
    drivers: layers.includes("jdbc-drivers") ? (jdbcDrivers?.drivers ?? []) : [],
    iceberg: layers.includes("jars-iceberg") ? (jarsIceberg?.iceberg ?? "") : "",
    rapids: layers.includes("jars-rapids") ? (jarsRapids?.rapids ?? "") : "",
  };
}

function describe({ python }: LayerFolders, layers: readonly Layer[], groups: readonly Group[]): string {
  const names: Readonly<Record<Layer, string>> = {
    "python-deps": `CPython ${python.minor} and its packages (${groups.join(", ")})`,
    "jdbc-drivers": "JDBC drivers",
    "jars-iceberg": "Apache Iceberg",
    "jars-rapids": "the RAPIDS Accelerator",
  };
  return layers.map((layer) => names[layer]).join(", ");
}

interface Choice {
  readonly layers: readonly string[];
  readonly groups: readonly Group[];
  readonly spark: string;
}

function runtimeParents(
  { settings }: JarsInput,
  folders: LayerFolders,
  { layers, groups, spark }: Choice,
): readonly Parent[] {
  const { python, jarsIceberg, jarsRapids } = folders;
  const parent = (argument: string, stage: string, reference: string): Parent => ({
    argument,
    stage,
    reference,
  });
  const ofLayer: Readonly<Record<string, readonly Parent[]>> = {
    "python-deps": [
      parent("PYTHON_IMAGE", "python", referenceOf(settings, python.name)),
      parent("PYTHON_DEPS_IMAGE", "python-deps", pythonDepsReference(settings, groups)),
    ],
    "jdbc-drivers": [parent("JDBC_DRIVERS_IMAGE", "jdbc-drivers", referenceOf(settings, "jdbc-drivers"))],
    "jars-iceberg": jarsIceberg
      ? [parent("JARS_ICEBERG_IMAGE", "jars-iceberg", icebergReference(settings, jarsIceberg, spark))]
      : [],
    "jars-rapids": jarsRapids
      ? [parent("JARS_RAPIDS_IMAGE", "jars-rapids", rapidsReference(settings, jarsRapids, spark))]
      : [],
  };
  const base = parent("BASE_IMAGE", "", referenceOf(settings, coreName(spark)));
  return [base, ...layers.flatMap((layer) => ofLayer[layer] ?? [])];
}
