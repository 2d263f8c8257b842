import { cite } from "../check/facts";
import { runtimeName } from "../check/runtime-name";
import { lineOf, list } from "../check/rule";
import { runtimeSparks } from "../check/runtime-sparks";
import type { JsonPath } from "../model/json-path";
import type { SparkCoreFolder } from "../model/project";
import { type Evidence, inLock, inMatrix } from "./evidence";
import type { Bound, Move, Origin, PartExplanation } from "./explanation";
import { movesWith, tryMoves } from "./moves";
import { sparkBounds } from "./spark-bounds";
import { sparkCandidates } from "./spark-candidates";
import { surgeryParts } from "./surgery-parts";
import { verifiedBy } from "./verified-by";

/**
 * Spark and what its distribution brings.
 *
 * @param runtime Name of the runtime image that is asked about; undefined for the core, which every runtime of it binds.
 */
export function sparkParts(
  evidence: Evidence,
  core: SparkCoreFolder,
  runtime?: string,
): readonly PartExplanation[] {
  const { spark } = core;
  const part: PartExplanation = {
    name: "Apache Spark",
    version: spark,
    from: sparkOrigins(evidence, core, runtime),
    boundBy: sparkBounds(evidence, core, runtime),
    moves: [
      ...sparksThere(evidence, spark, runtime),
      ...tryMoves(evidence, sparkCandidates(evidence, spark)),
    ],
  };
  return [part, ...bundledParts(evidence, core), ...surgeryParts(evidence, core)];
}

/** The other Sparks of the matrix: to be tried in a runtime that lists its Sparks, and images of their own otherwise. */
function sparksThere(evidence: Evidence, spark: string, runtime?: string): readonly Move[] {
  const { matrix } = evidence;
  const others = matrix.spark.filter((version) => version !== spark);
  const places = ownPlaces(evidence, spark, runtime);
  if (places.length > 0) {
    const edits = (value: string) => places.map((path) => ({ path, value }));
    return tryMoves(
      evidence,
      others.map((version) => ({ version, edits: edits(version) })),
    );
  }
  const says = "in the matrix already, with images of their own";
  return others.length > 0 ? [{ to: others, outcome: "there", says, problems: [] }] : [];
}

/** Where the runtime that is asked about lists a Spark. */
function ownPlaces({ matrix }: Evidence, spark: string, runtime?: string): readonly JsonPath[] {
  return matrix.runtimes.flatMap((settings, index) => {
    if (settings.spark === "all" || runtimeName(matrix, settings, spark) !== runtime) return [];
    const place = settings.spark.indexOf(spark);
    return place < 0 ? [] : [["runtimes", index, "spark", place]];
  });
}

function sparkOrigins(
  evidence: Evidence,
  { spark, distribution }: SparkCoreFolder,
  runtime?: string,
): readonly Origin[] {
  const { matrix } = evidence;
  const runtimes = matrix.runtimes.flatMap((settings, index) => {
    const isAsked = runtime !== undefined && runtimeName(matrix, settings, spark) === runtime;
    if (!isAsked || !runtimeSparks(matrix, settings).has(spark)) return [];
    const says = settings.spark === "all" ? "every Spark of the matrix" : "this Spark";
    return inMatrix(evidence, ["runtimes", index, "spark"], `a runtime for ${says}`);
  });
  return [
    inMatrix(evidence, ["spark", matrix.spark.indexOf(spark)], `"${spark}"`),
    ...runtimes,
    inLock(evidence, ["spark", spark], `${distribution.file}, ${verifiedBy(distribution.verified)}`),
  ];
}

function bundledParts(
  evidence: Evidence,
  { spark, distribution }: SparkCoreFolder,
): readonly PartExplanation[] {
  const { knowledge } = evidence;
  const line = lineOf(spark);
  const scala = knowledge.spark.scala.filter((row) => row.line === line);
  const bundled = knowledge.spark.bundled.filter(({ versions }) => versions.includes(spark));
  const part = (
    name: string,
    key: "scala" | "hadoop" | "py4j",
    boundBy: readonly Bound[],
  ): PartExplanation => ({
    name,
    version: distribution[key],
    from: [inLock(evidence, ["spark", spark, key], `the ${name} of ${distribution.file}`)],
    boundBy,
    moves: movesWith(`Spark ${spark}`),
  });
  const bundle = (key: "hadoop" | "py4j"): readonly Bound[] =>
    bundled.map((row) => ({
      says: `Spark ${list(row.versions)} brings ${row[key]}`,
      source: cite("spark", `bundled of ${row.line}`, row),
    }));
  return [
    part(
      "Scala",
      "scala",
      scala.map((row) => ({
        says: `Spark ${line} is published for Scala ${list(row.scala)}`,
        source: cite("spark", `scala of ${line}`, row),
      })),
    ),
    part("Hadoop client", "hadoop", bundle("hadoop")),
    part("Py4J", "py4j", bundle("py4j")),
  ];
}
