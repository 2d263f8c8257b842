import { basename } from "node:path/posix";
import type { JsonPath } from "../model/json-path";
import { cite } from "./facts";
import {
  type FamilySet,
  type SetChange,
  type TornFamily,
  familyOf,
  familySets,
  tornFamilies,
} from "./jar-families";
import { type JarChange, changesOf, pathsNamed } from "./jar-surgery";
import { type Rule, type RuleInput, held, list, present } from "./rule";

/** Changes that leave jars of one release beside those of another, or without a jar that they need. */
export const surgeryKeepsFamilies: Rule = (input) => {
  const { matrix, matrixFile, lock, knowledge } = input;
  return present(matrix.spark).flatMap(([spark]) => {
    const files = lock.spark?.[spark]?.jars?.files;
    const changes = changesOf(matrix, spark);
    if (!files || changes.length === 0) return [];
    const paths = Object.keys(files);
    const sets = setsOf(input, spark, paths);
    return tornFamilies(
      knowledge,
      sets,
      changes.map((change) => setChange(change, paths)),
    ).map((torn) => {
      const { family, change } = torn;
      const allowed = `jars of one family in one release ${cite("jar-families", family.name, family)}`;
      return matrixFile.problem(change.path, foundIn(torn, spark), allowed, fixOf(torn));
    });
  });
};

interface PlacedChange extends SetChange {
  readonly path: JsonPath;
}

function setChange({ removed, added }: JarChange, paths: readonly string[]): PlacedChange {
  const found = removed ? pathsNamed(paths, removed.name) : [];
  return {
    removed: found.length === 1 ? found[0] : undefined,
    added: added?.name,
    path: (added ?? removed)?.path ?? [],
  };
}

/** The families of a distribution; of Spark and of Hadoop it is known which release it is, whatever its list names. */
function setsOf(
  { lock, knowledge }: RuleInput,
  spark: string,
  paths: readonly string[],
): readonly FamilySet[] {
  const sets = familySets(knowledge, paths);
  const hadoop = held(lock.spark, spark)?.hadoop;
  const known = [
    [`org.apache.spark:spark-core:${spark}`, spark],
    [`org.apache.hadoop:hadoop-client-api:${hadoop}`, hadoop],
  ] as const;
  const implied = known.flatMap(([coordinates, release]) => {
    const family = familyOf(knowledge, coordinates);
    if (!family || release === undefined || sets.some((set) => set.family === family)) return [];
    return [{ family, release, jars: [] }];
  });
  return [...sets, ...implied];
}

function foundIn(
  { family, release, kept, change, needing }: TornFamily<PlacedChange>,
  spark: string,
): string {
  if (needing.length > 0) {
    return `${change.removed} taken out of Spark ${spark}, which ${list(needing)} of ${family.name} need`;
  }
  const others =
    kept.length > 0 ? `, of which ${kept.length === 1 ? "1 jar stays" : `${kept.length} jars stay`}` : "";
  return `${change.added} beside ${family.name} ${release} of Spark ${spark}${others}`;
}

function fixOf({ family, release, jars, change, needing }: TornFamily<PlacedChange>): string {
  const files = jars.map(({ path }) => basename(path)).join(", ");
  if (needing.length > 0) return `replace or remove all of ${family.name} (${files}), or remove this change`;
  const [group, artifact, , ...classifier] = (change.added ?? "").split(":");
  const fitting = `take ${[group, artifact, release, ...classifier].join(":")}`;
  const all = `replace all of ${family.name} by one release (${files})`;
  if (change.removed !== undefined) return `${all}, or remove this change`;
  return family.name === "spark" || jars.length === 0 ? fitting : `${fitting}, or ${all}`;
}
