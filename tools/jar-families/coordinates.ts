import { basename } from "node:path/posix";
import { type EffectivePom, type ReadPom, effectivePom } from "../../commands/lock/fetch/effective-pom";

/** A jar of a Spark distribution with what Maven calls it. */
export interface KnownJar {
  readonly file: string;
  readonly group: string;
  readonly artifact: string;
  readonly version: string;
  readonly pom: EffectivePom;
}

/** The jars of a distribution by what Maven calls them, and the files that no POM accounts for. */
export interface KnownJars {
  readonly spark: string;
  readonly jars: readonly KnownJar[];
  readonly unknown: readonly string[];
}

/** The groups of Maven artifacts, by the artifact's name. */
export type Groups = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Maven's names for the jars of a Spark distribution, each read in the version of its file.
 *
 * @param files Paths of the jars: a distribution records no groups.
 */
export async function knownJars(
  read: ReadPom,
  spark: string,
  files: readonly string[],
  groups: Groups,
): Promise<KnownJars> {
  const names = files.map((file) => basename(file));
  const found = await Promise.all(names.map((name) => knownJar(read, name, groups)));
  return {
    spark,
    jars: found.filter((jar) => jar !== undefined),
    unknown: names.filter((_, index) => found[index] === undefined),
  };
}

/** Artifacts of Spark's own jars, such as `spark-core_2.13`. */
export function sparkArtifacts(spark: string, files: readonly string[]): readonly string[] {
  const end = `-${spark}.jar`;
  const own = files
    .map((file) => basename(file))
    .filter((name) => name.startsWith("spark-") && name.endsWith(end));
  return own.map((name) => name.slice(0, -end.length));
}

/**
 * The groups of every artifact that POMs lead to, whatever the scope: each artifact is followed in the first version
 * that is met.
 */
export async function groupsFrom(read: ReadPom, start: readonly string[]): Promise<Groups> {
  const groups = new Map<string, Set<string>>();
  const seen = new Set<string>();
  let open = [...start];
  while (open.length > 0) {
    for (const coordinates of open) {
      const [group = "", artifact = ""] = coordinates.split(":");
      groups.set(artifact, (groups.get(artifact) ?? new Set()).add(group));
    }
    const found = await Promise.all(open.map((coordinates) => dependenciesOf(read, coordinates)));
    open = found.flat().filter((coordinates) => {
      const name = coordinates.slice(0, coordinates.lastIndexOf(":"));
      return !seen.has(name) && seen.add(name);
    });
  }
  return groups;
}

async function dependenciesOf(read: ReadPom, coordinates: string): Promise<readonly string[]> {
  const pom = await quietly(read, coordinates);
  return (pom?.dependencies ?? []).flatMap(({ groupId, artifactId, version, scope }) =>
    groupId && artifactId && version && scope !== "test" ? [`${groupId}:${artifactId}:${version}`] : [],
  );
}

async function knownJar(read: ReadPom, file: string, groups: Groups): Promise<KnownJar | undefined> {
  const candidates = [...file.matchAll(/-(?=\d)/g)].toReversed().flatMap(({ index }) => {
    const artifact = file.slice(0, index);
    // A classifier follows the version: each cut is tried, the longest version first.
    const versions = cuts(file.slice(index + 1, -".jar".length));
    return [...(groups.get(artifact) ?? [])].flatMap((group) =>
      versions.map((version) => ({ group, artifact, version })),
    );
  });
  for (const { group, artifact, version } of candidates) {
    const pom = await quietly(read, `${group}:${artifact}:${version}`);
    if (pom) return { file, group, artifact, version, pom };
  }
  return undefined;
}

function cuts(text: string): readonly string[] {
  const parts = text.split("-");
  return parts.map((_, index) => parts.slice(0, parts.length - index).join("-"));
}

/** A POM, or undefined where the repository does not have it or one that it needs. */
async function quietly(read: ReadPom, coordinates: string): Promise<EffectivePom | undefined> {
  return effectivePom(read, coordinates).catch(() => undefined);
}
