import { compareVersions } from "../check/nearest";
import { lineOf } from "../check/rule";
import type { JsonPath } from "../model/json-path";
import type { Matrix } from "../model/matrix";
import type { Evidence } from "./evidence";
import type { Candidate } from "./moves";

const NEAREST_OF_LINE = 4;

/**
 * Spark versions to try in the place of one: the nearest of its line, and the newest known of each other line; those of
 * the matrix have images of their own.
 */
export function sparkCandidates(evidence: Evidence, spark: string): readonly Candidate[] {
  const known = knownSparks(evidence).filter((version) => version !== spark);
  const ofLine = known.filter((version) => lineOf(version) === lineOf(spark));
  const newestOfOthers = new Map(
    known.filter((version) => !ofLine.includes(version)).map((version) => [lineOf(version), version]),
  );
  const inMatrix = new Set(evidence.matrix.spark);
  return [...nearest(spark, ofLine), ...newestOfOthers.values()]
    .filter((version) => !inMatrix.has(version))
    .sort(compareVersions)
    .map((version) => {
      const edits = sparkPlaces(evidence.matrix, spark).map((path) => ({ path, value: version }));
      return { version, edits };
    });
}

/** Every Spark version that the lock or a row of `compatibility/` names and whose line is known, lowest first. */
function knownSparks({ lock, knowledge }: Evidence): readonly string[] {
  const lines = new Set(knowledge.spark.scala.map(({ line }) => line));
  const ofRapids = knowledge.rapids.releases.flatMap(({ spark }) => Object.values(spark).flat());
  const ofSpark = knowledge.spark.bundled.flatMap(({ versions }) => versions);
  const all = new Set([...Object.keys(lock.spark), ...ofRapids, ...ofSpark]);
  return [...all].filter((version) => lines.has(lineOf(version))).sort(compareVersions);
}

/** Newer ones before older ones. */
function nearest(spark: string, versions: readonly string[]): readonly string[] {
  const newer = versions.filter((version) => compareVersions(version, spark) > 0);
  const older = versions.filter((version) => compareVersions(version, spark) < 0).toReversed();
  return [...newer, ...older].slice(0, NEAREST_OF_LINE);
}

/** Every place where the matrix writes a Spark version as one to build. */
export function sparkPlaces(
  { spark: versions, runtimes, jarSurgery = [] }: Matrix,
  spark: string,
): JsonPath[] {
  const lists: (readonly [JsonPath, "all" | readonly string[]])[] = [
    [["spark"], versions],
    ...runtimes.map(({ spark: named }, index) => [["runtimes", index, "spark"], named] as const),
    ...jarSurgery.map(({ spark: named }, index) => [["jarSurgery", index, "spark"], named] as const),
  ];
  return lists.flatMap(([path, named]) =>
    named === "all" ? [] : named.flatMap((version, place) => (version === spark ? [[...path, place]] : [])),
  );
}
