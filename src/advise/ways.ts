import { compareVersions } from "../check/nearest";
import { lineOf, list } from "../check/rule";
import type { Knowledge } from "../model/knowledge";
import { type SparkPatch, sparkPatches } from "./distributions";
import type { Objections, Trial } from "./trial";

/** Something that could be done, and what stands against it. */
export interface Way {
  readonly name: string;
  readonly objections: Objections;
}

const LOCK = "then npx projen lock";

/** Which of some ways can be gone, and why the others cannot: `take 3.11, 3.12 in $.python.version, then …`. */
export function waysText(ways: readonly Way[], take: (names: string) => string): string {
  const open = ways.filter(({ objections }) => objections.length === 0).map(({ name }) => name);
  const refused = ways.filter(({ objections }) => objections.length > 0);
  return [
    ...(open.length > 0 ? [`${take(list(open))}, ${LOCK}`] : []),
    ...refused.map(({ name, objections }) => `${name} is refused: ${objections.join("; ")}`),
  ].join(". ");
}

/**
 * The nearest later patch of a Spark's line that a fix is in, held against the rules; where there is none, or the rules
 * refuse them all, that.
 */
export function sparkWay(
  knowledge: Knowledge,
  trial: Trial,
  spark: string,
  hasFix: (patch: SparkPatch) => boolean,
): string {
  const line = lineOf(spark);
  const patches = sparkPatches(knowledge);
  const ofLine = patches.filter(({ version }) => lineOf(version) === line);
  const later = patches.filter(({ version }) => compareVersions(version, spark) > 0);
  const fixing = later.filter((patch) => lineOf(patch.version) === line && hasFix(patch));
  for (const { version } of fixing) {
    if (trial.matrix.spark.includes(version))
      return `leave Spark ${spark} out: ${version}, which the matrix has, has the fix`;
    if (trial.againstVersion(spark, version).length === 0)
      return `take Spark ${version} in the place of ${spark}, ${LOCK}`;
  }
  const [nearest] = fixing;
  if (nearest) {
    const { version } = nearest;
    return `Spark ${version} has the fix and is refused: ${trial.againstVersion(spark, version).join("; ")}`;
  }
  const newer = later.find((patch) => lineOf(patch.version) !== line && hasFix(patch));
  const newest = ofLine.at(-1);
  const none = newest
    ? `no Spark ${line} up to ${newest.version} has the fix`
    : `of Spark ${line} no patch with the fix is known`;
  return newer ? `${none}, ${newer.version} has it` : none;
}
