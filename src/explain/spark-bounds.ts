import { cite } from "../check/facts";
import { lineOf } from "../check/rule";
import type { SparkCoreFolder } from "../model/project";
import type { Evidence } from "./evidence";
import type { Bound } from "./explanation";
import { icebergSparkBounds, rapidsSparkBounds } from "./jar-bounds";

/** What a Spark has to fit: its Java, and the Python and jars of one runtime on it or, for its core, of every one. */
export function sparkBounds(
  evidence: Evidence,
  { spark, distribution }: SparkCoreFolder,
  runtime?: string,
): readonly Bound[] {
  const { knowledge, matrix, project } = evidence;
  const line = lineOf(spark);
  const java = knowledge.spark.java.filter((row) => row.line === line);
  const python = knowledge.spark.python.filter((row) => row.line === line);
  const runtimes = project.folders.filter(
    (folder) =>
      folder.kind === "runtime" && folder.spark === spark && (runtime ?? folder.name) === folder.name,
  );
  const has = (layer: string): boolean =>
    runtimes.some(
      (folder) => folder.kind === "runtime" && (folder.layers as readonly string[]).includes(layer),
    );
  return [
    ...java.map((row) => ({
      says: `Spark ${line} runs on Java ${row.lowest} to ${row.highest}; the matrix has ${matrix.java.version}`,
      source: cite("spark", `java of ${line}`, row),
    })),
    ...(has("python-deps")
      ? python.map((row) => ({
          says: `PySpark ${line} needs Python ${row.lowest}${row.highest === null ? " or newer" : ` to ${row.highest}`}`,
          source: cite("spark", `python of ${line}`, row),
        }))
      : []),
    ...(has("jars-iceberg") ? icebergSparkBounds(evidence) : []),
    ...(has("jars-rapids") ? rapidsSparkBounds(evidence, distribution.scala) : []),
  ];
}
