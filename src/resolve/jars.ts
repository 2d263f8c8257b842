import { icebergAwsBundle, icebergRuntimeJar, jdbcJar, rapidsJar } from "../check/artifacts";
import { lineOf } from "../check/rule";
import type { Knowledge } from "../model/knowledge";
import type { Lock } from "../model/lock";
import type { Matrix } from "../model/matrix";
import type {
  FolderBase,
  JarsIcebergFolder,
  JarsRapidsFolder,
  JdbcDriversFolder,
  JdkFolder,
  LockedJar,
  RapidsRefusal,
  Settings,
} from "../model/project";
import { entry } from "./entry";
import { licenseExpression } from "./licenses";
import { newest } from "./newest";
import { referenceOf } from "./settings";

/** What the resolution of a layer of jars reads. */
export interface JarsInput {
  readonly matrix: Matrix;
  readonly lock: Lock;
  readonly settings: Settings;
  readonly jdk: JdkFolder;
  readonly knowledge: Knowledge;
}

function lockedJar(lock: Lock, coordinates: string): LockedJar {
  return { ...entry(lock.jars, coordinates), coordinates };
}

function common({ settings, jdk }: JarsInput, name: string): Pick<FolderBase, "name" | "path" | "parents"> {
  const base = { argument: "BASE_IMAGE", stage: "", reference: referenceOf(settings, jdk.name) };
  return { name, path: `docker/docker-intermediate/${name}`, parents: [base] };
}

/** The JDBC drivers, where the matrix has some. */
export function resolveJdbcDrivers(input: JarsInput): readonly JdbcDriversFolder[] {
  const { matrix, lock, settings, knowledge } = input;
  if (!matrix.jdbc) return [];
  const versions: Readonly<Record<string, string | undefined>> = { ...matrix.jdbc };
  const drivers = knowledge.jdbcDrivers.flatMap((driver) => {
    const version = versions[driver.database];
    const coordinates = version === undefined ? undefined : jdbcJar(knowledge, driver.database, version);
    return coordinates === undefined ? [] : [{ ...driver, jar: lockedJar(lock, coordinates) }];
  });
  return [
    {
      kind: "jdbc-drivers",
      ...common(input, "jdbc-drivers"),
      title: "JDBC drivers for Spark",
      description: `JDBC drivers in /opt/jdbc: ${drivers.map(({ title, jar }) => `${title} ${jar.coordinates.split(":")[2]}`).join(", ")}`,
      version: settings.tag,
      licenses: licenseExpression(drivers.map(({ jar }) => jar.license)),
      variants: [{ name: "", reference: referenceOf(settings, "jdbc-drivers"), arguments: {} }],
      drivers,
    },
  ];
}

/** The Iceberg jars, where the matrix has them and a runtime for one of its Spark lines is locked. */
export function resolveJarsIceberg(input: JarsInput): readonly JarsIcebergFolder[] {
  const { matrix, lock } = input;
  const iceberg = matrix.iceberg?.version;
  if (iceberg === undefined) return [];
  const seen = new Set<string>();
  const lines = matrix.spark.flatMap((spark) => {
    const line = lineOf(spark);
    const scala = entry(lock.spark, spark).scala;
    const coordinates = icebergRuntimeJar(iceberg, line, scala);
    if (seen.has(line) || !lock.jars[coordinates]) return [];
    seen.add(line);
    return [{ line, scala, jar: lockedJar(lock, coordinates) }];
  });
  const spark = newest(matrix.spark.filter((version) => seen.has(lineOf(version))));
  if (spark === undefined) return [];
  const bundle = lockedJar(lock, icebergAwsBundle(iceberg));
  return [
    {
      kind: "jars-iceberg",
      ...common(input, "jars-iceberg"),
      title: `Apache Iceberg ${iceberg} for Spark`,
      description: `Apache Iceberg ${iceberg}: the Spark runtime for the chosen Spark line and the AWS bundle, in /opt/spark/jars`,
      version: iceberg,
      licenses: licenseExpression([bundle.license, ...lines.map(({ jar }) => jar.license)]),
      variants: lines
        .map(({ line }) => icebergVariant(input, line, spark))
        .sort((a, b) => a.name.length - b.name.length),
      iceberg,
      spark,
      lines,
      bundle,
    },
  ];
}

function icebergVariant({ matrix, settings }: JarsInput, line: string, byDefault: string) {
  const name = line === lineOf(byDefault) ? "" : `spark-${line}`;
  const spark = newest(matrix.spark.filter((version) => lineOf(version) === line)) ?? byDefault;
  const reference = referenceOf(settings, "jars-iceberg", name);
  return { name, reference, arguments: name ? { SPARK_VERSION: spark } : ({} as Record<string, string>) };
}

/** Reference of the Iceberg jars for a Spark version. */
export function icebergReference(settings: Settings, folder: JarsIcebergFolder, spark: string): string {
  const name = lineOf(spark) === lineOf(folder.spark) ? "" : `spark-${lineOf(spark)}`;
  return referenceOf(settings, "jars-iceberg", name);
}

/** The RAPIDS Accelerator, where the matrix has it and a jar for one of its Spark versions is locked. */
export function resolveJarsRapids(input: JarsInput): readonly JarsRapidsFolder[] {
  const { matrix, lock, settings, knowledge } = input;
  const rapids = matrix.rapids?.version;
  if (rapids === undefined) return [];
  const shims = knowledge.rapidsReleases.find(({ release }) => release === lineOf(rapids))?.spark ?? {};
  const scalaOf = (spark: string): string => entry(lock.spark, spark).scala;
  const reasonAgainst = (spark: string): string | undefined => {
    if (!shims[scalaOf(spark)]?.includes(spark)) return "no RAPIDS release of this matrix has a shim for it";
    const coordinates = rapidsJar(rapids, scalaOf(spark));
    return lock.jars[coordinates]
      ? undefined
      : `${coordinates} is not in lock.json, so its checksum is not known`;
  };
  const served = matrix.spark.filter((spark) => reasonAgainst(spark) === undefined);
  const spark = newest(served);
  if (spark === undefined) return [];
  const builds = [...new Set(served.map(scalaOf))].sort().map((scala) => ({
    scala,
    sparks: served.filter((version) => scalaOf(version) === scala),
    jar: lockedJar(lock, rapidsJar(rapids, scala)),
  }));
  const refused: RapidsRefusal[] = matrix.spark.flatMap((version) => {
    const reason = reasonAgainst(version);
    return reason === undefined ? [] : [{ spark: version, reason }];
  });
  const variantFor = (scala: string): string => (scala === scalaOf(spark) ? "" : `scala-${scala}`);
  return [
    {
      kind: "jars-rapids",
      ...common(input, "jars-rapids"),
      title: `RAPIDS Accelerator ${rapids} for Spark`,
      description: `RAPIDS Accelerator ${rapids} for Apache Spark, for CUDA 12 on amd64, in /opt/spark/jars`,
      version: rapids,
      licenses: licenseExpression(builds.map(({ jar }) => jar.license)),
      variants: builds
        .map(({ scala, sparks }) => ({
          name: variantFor(scala),
          reference: referenceOf(settings, "jars-rapids", variantFor(scala)),
          arguments: variantFor(scala)
            ? { SPARK_VERSION: newest(sparks) ?? spark }
            : ({} as Record<string, string>),
        }))
        .sort((a, b) => a.name.length - b.name.length),
      rapids,
      spark,
      builds,
      refused,
    },
  ];
}

/** Reference of the RAPIDS jar for a Spark version. */
export function rapidsReference(settings: Settings, folder: JarsRapidsFolder, spark: string): string {
  const build = folder.builds.find(({ sparks }) => sparks.includes(spark));
  const byDefault = folder.builds.find(({ sparks }) => sparks.includes(folder.spark));
  return referenceOf(settings, "jars-rapids", build === byDefault ? "" : `scala-${build?.scala}`);
}
