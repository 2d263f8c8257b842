import { basename } from "node:path/posix";
import type { JarFamily } from "../model/compatibility/jar-families";
import type { Knowledge } from "../model/knowledge";
import { oncePer } from "../model/once-per";

/** A jar of a distribution that is of a family. */
export interface FamilyJar {
  readonly path: string;
  /** Without its group, and without the Scala version that its name may end with. */
  readonly artifact: string;
}

/** The jars of a family that a distribution has in one release: those that have releases of their own are not among them. */
export interface FamilySet {
  readonly family: JarFamily;
  readonly release: string;
  readonly jars: readonly FamilyJar[];
}

/** What is changed in a set of jars: a path that goes, Maven coordinates that come, or both. */
export interface SetChange {
  readonly removed: string | undefined;
  readonly added: string | undefined;
}

/** A family that changes leave in two releases, or without a jar that the others of it need. */
export interface TornFamily<Change extends SetChange> {
  readonly family: JarFamily;
  /** The release that the rest of the family has after the changes. */
  readonly release: string;
  /** Every jar of the distribution that has to move for the family to be whole. */
  readonly jars: readonly FamilyJar[];
  /** Those of them that no change takes away. */
  readonly kept: readonly FamilyJar[];
  /** The change that tears the family first. */
  readonly change: Change;
  /** Artifacts that need one that goes, where that is what tears it. */
  readonly needing: readonly string[];
}

/** The family of Maven coordinates; undefined where they are of none. */
export function familyOf(knowledge: Knowledge, coordinates: string): JarFamily | undefined {
  const name = plainName(coordinates.split(":").slice(0, 2).join(":"));
  const [group = ""] = name.split(":");
  const { families } = knowledge["jar-families"];
  return (
    families.find(({ artifacts }) => artifacts.includes(name)) ??
    families.find(({ groups, apart = [] }) => groups.includes(group) && !apart.includes(name))
  );
}

/** The sets of a distribution's jars that are in one release. */
export function familySets(knowledge: Knowledge, paths: readonly string[]): readonly FamilySet[] {
  const members = new Map<JarFamily, (FamilyJar & { readonly rest: string })[]>();
  for (const path of paths) {
    const found = splitsOf(path).find(({ artifact }) => byArtifact(knowledge).has(artifact));
    const family = found && byArtifact(knowledge).get(found.artifact);
    if (!found || !family) continue;
    members.set(family, [...(members.get(family) ?? []), { path, ...found }]);
  }
  return [...members].map(([family, jars]) => {
    const release = releaseOf(jars.map(({ rest }) => rest));
    const isOf = ({ artifact, rest }: { artifact: string; rest: string }): boolean =>
      rest === release || rest.startsWith(`${release}-`) || isMinor(family, artifact, rest, release);
    return { family, release, jars: jars.filter(isOf).map(({ path, artifact }) => ({ path, artifact })) };
  });
}

/** The families that changes to a distribution tear apart, each once. */
export function tornFamilies<Change extends SetChange>(
  knowledge: Knowledge,
  sets: readonly FamilySet[],
  changes: readonly Change[],
): readonly TornFamily<Change>[] {
  const families = new Map<JarFamily, Change[]>();
  for (const change of changes) {
    const touched = new Set([
      change.added === undefined ? undefined : familyOf(knowledge, change.added),
      sets.find(({ jars }) => jars.some(({ path }) => path === change.removed))?.family,
    ]);
    for (const family of touched) if (family) families.set(family, [...(families.get(family) ?? []), change]);
  }
  return [...families].flatMap(([family, ofFamily]) => {
    const set = sets.find((candidate) => candidate.family === family);
    return torn(knowledge, set ?? { family, jars: [], release: undefined }, ofFamily) ?? [];
  });
}

function torn<Change extends SetChange>(
  knowledge: Knowledge,
  set: Omit<FamilySet, "release"> & { readonly release: string | undefined },
  changes: readonly Change[],
): TornFamily<Change> | undefined {
  const { family, jars } = set;
  const gone = new Set(changes.map(({ removed }) => removed));
  const kept = jars.filter(({ path }) => !gone.has(path));
  const comes = comingTo(knowledge, set, changes);
  const isMoved = jars.length > 0 && kept.length === 0;
  const first = comes.find(({ artifact }) => !hasMinor(family, artifact)) ?? comes[0];
  const release = (isMoved ? undefined : set.release) ?? first?.version ?? "";
  const found = { family, release, jars, kept };
  const stray = comes.find(
    ({ artifact, version }) => version !== release && !isMinor(family, artifact, version, release),
  );
  if (stray) return { ...found, change: stray.change, needing: [] };
  const there = [...kept, ...comes].map(({ artifact }) => artifact);
  for (const change of changes) {
    const lost = jars.find(({ path }) => path === change.removed)?.artifact ?? "";
    const needing = needingOf(family, lost, there);
    if (needing.length > 0) return { ...found, change, needing };
  }
  return undefined;
}

/** The artifacts that need one that is not there any more. */
function needingOf({ needs = {} }: JarFamily, lost: string, there: readonly string[]): readonly string[] {
  return there.includes(lost) ? [] : there.filter((artifact) => needs[artifact]?.includes(lost));
}

interface Coming<Change> {
  readonly change: Change;
  readonly artifact: string;
  readonly version: string;
}

/** The jars that come to a set. One that replaces a jar with releases of its own does not. */
function comingTo<Change extends SetChange>(
  knowledge: Knowledge,
  { family, jars }: Pick<FamilySet, "family" | "jars">,
  changes: readonly Change[],
): readonly Coming<Change>[] {
  return changes.flatMap((change) => {
    const { added, removed } = change;
    const isOfSet = removed === undefined || jars.some(({ path }) => path === removed);
    if (added === undefined || familyOf(knowledge, added) !== family || !isOfSet) return [];
    const [, artifact = "", version = ""] = added.split(":");
    return [{ change, artifact: plainName(artifact), version }];
  });
}

/** An artifact, with its group or without, without the Scala version that its name may end with. */
export function plainName(artifact: string): string {
  return artifact.replace(/_\d+(\.\d+)*$/, "");
}

/** Each way to split a jar's file name into an artifact and what follows it: a version, and a classifier if it has one. */
function splitsOf(path: string): readonly { artifact: string; rest: string }[] {
  const file = basename(path, ".jar");
  return [...file.matchAll(/-(?=\d)/g)].map(({ index }) => ({
    artifact: plainName(file.slice(0, index)),
    rest: file.slice(index + 1),
  }));
}

const byArtifact = oncePer<Knowledge, ReadonlyMap<string, JarFamily>>(
  (knowledge) =>
    new Map(
      knowledge["jar-families"].families.flatMap((family) =>
        family.artifacts.map((name) => [name.split(":")[1] ?? "", family] as const),
      ),
    ),
);

/** The version that most of what follows artifacts begins with: the longest where several do. */
function releaseOf(rests: readonly string[]): string {
  const count = (version: string): number =>
    rests.filter((rest) => rest === version || rest.startsWith(`${version}-`)).length;
  return [...rests].sort((a, b) => count(b) - count(a) || b.length - a.length)[0] ?? "";
}

function hasMinor({ minor = [] }: JarFamily, artifact: string): boolean {
  return minor.some((name) => name.endsWith(`:${artifact}`));
}

function isMinor(family: JarFamily, artifact: string, version: string, release: string): boolean {
  return hasMinor(family, artifact) && release.startsWith(`${version}.`);
}
