import { requirementName } from "../../../src/model/requirement";
import { GROUPS, type Group } from "../../../src/model/project";
import type { WantedWheels } from "../wanted";

/** Who requires each package directly, by the names of both. */
export type RequiredBy = ReadonlyMap<string, readonly string[]>;

/** PySpark is no wheel, but stands in the base group and brings Py4J. */
export const PYSPARK = "pyspark";

/** The groups whose direct requirements lead to each package; a package that none leads to is not there. */
export function groupsOf(
  wanted: WantedWheels,
  requiredBy: RequiredBy,
): ReadonlyMap<string, readonly Group[]> {
  const reached = GROUPS.map((group) => [group, reachable(rootsOf(wanted, group), requiredBy)] as const);
  const names = [...requiredBy.keys()].map((name) => {
    return [name, reached.filter(([, set]) => set.has(name)).map(([group]) => group)] as const;
  });
  return new Map(names.filter(([, groups]) => groups.length > 0));
}

function rootsOf({ requirements }: WantedWheels, group: Group): readonly string[] {
  const direct = (requirements[group] ?? []).map(requirementName);
  return group === "base" ? [...direct, PYSPARK] : direct;
}

function reachable(roots: readonly string[], requiredBy: RequiredBy): ReadonlySet<string> {
  const found = new Set(roots);
  let size = -1;
  while (size !== found.size) {
    size = found.size;
    for (const [name, parents] of requiredBy)
      if (parents.some((parent) => found.has(parent))) found.add(name);
  }
  return found;
}
