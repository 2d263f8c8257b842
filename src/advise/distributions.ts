import { compareVersions } from "../check/nearest";
import { lineOf } from "../check/rule";
import type { Distribution } from "../model/compatibility/distributions";
import type { Knowledge } from "../model/knowledge";
import { oncePer } from "../model/once-per";
import { jarNames } from "./jar-names";

/** A Spark patch and the jars of its distribution. */
export interface SparkPatch {
  readonly version: string;
  /** Paths under `jars/`. */
  readonly jars: readonly string[];
  /** Versions of each artifact among them, by its name without a group. */
  readonly artifacts: ReadonlyMap<string, readonly string[]>;
}

/** The Spark patches whose jars are known, lowest first. */
export function sparkPatches({ distributions }: Knowledge): readonly SparkPatch[] {
  return patchesOf(distributions.distributions);
}

/** The jars of a Spark patch; undefined where they are not known. */
export function jarsOfSpark(knowledge: Knowledge, spark: string): readonly string[] | undefined {
  return sparkPatches(knowledge).find(({ version }) => version === spark)?.jars;
}

const patchesOf = oncePer<readonly Distribution[], readonly SparkPatch[]>((rows) => {
  const ofLine = new Map<string, readonly string[]>();
  return rows
    .toSorted((a, b) => compareVersions(a.version, b.version))
    .map(({ version, without, with: added }) => {
      const gone = new Set(without);
      const kept = (ofLine.get(lineOf(version)) ?? []).filter((path) => !gone.has(path));
      const jars = [...kept, ...added];
      ofLine.set(lineOf(version), jars);
      return { version, jars, artifacts: artifactsOf(jars) };
    });
});

function artifactsOf(jars: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { artifact, version } of jars.flatMap(jarNames)) {
    found.set(artifact, [...(found.get(artifact) ?? []), version]);
  }
  return found;
}
