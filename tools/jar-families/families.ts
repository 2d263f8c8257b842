import type { PomDependency } from "../../commands/lock/fetch/effective-pom";
import type { BridgedMajor, JarFamily } from "../../src/model/compatibility/jar-families";
import type { KnownJar, KnownJars } from "./coordinates";

/** What the POMs and the distributions say of a family; the evidence is added by who writes it down. */
export type FoundFamily = Pick<JarFamily, "name" | "groups" | "artifacts" | "minor" | "apart" | "needs"> & {
  /** POMs that the family's releases are made of, as coordinates. */
  readonly projects: readonly string[];
};

/** An artifact without the Scala version that some names end with. */
export function plainName(artifact: string): string {
  return artifact.replace(/_\d+(\.\d+)*$/, "");
}

/**
 * Families of the jars of Spark distributions. Two jars belong together where a distribution has them in one release of
 * one project: their POMs have a parent of their own version in common, or the POM of one states the version of the
 * other, or one depends on the other of its own group in its own version.
 */
export function familiesOf(distributions: readonly KnownJars[]): readonly FoundFamily[] {
  const sets = new Sets();
  for (const { jars } of distributions) {
    const pairs = jars.flatMap((jar) => jars.map((other) => [jar, other] as const));
    for (const [jar, other] of pairs) if (isOneRelease(jar, other)) sets.join(nameOf(jar), nameOf(other));
  }
  const found = sets.all().filter((names) => names.length > 1);
  const families = found.map((names) => describe(new Set(names), distributions));
  return withOwnNames(withOwnGroups(families)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function nameOf({ group, artifact }: KnownJar): string {
  return `${group}:${plainName(artifact)}`;
}

/** The POM furthest up a jar's line that has the jar's own version: what is released in one go. */
function projectOf({ pom, version }: KnownJar): string {
  const own = pom.lineage.filter((coordinates) => coordinates.split(":")[2] === version);
  return own.at(-1) ?? "";
}

function isOneRelease(jar: KnownJar, other: KnownJar): boolean {
  if (jar.pom.lineage.length > 1 && projectOf(jar) === projectOf(other)) return true;
  const isSame = (version: string | undefined): boolean =>
    version === jar.version && version === other.version;
  const needed = jar.pom.dependencies.find(
    ({ groupId, artifactId }) => groupId === other.group && artifactId === other.artifact,
  );
  if (jar.group === other.group && isSame(needed?.version)) return true;
  const managed = jar.pom.managed.get(`${other.group}:${other.artifact}:jar:`)?.version;
  const isRelease = managed === other.version && isReleaseOf(managed, jar.version);
  return isRelease && rootOf(jar.group) === rootOf(other.group);
}

/** Whether a version is a release, or states its major and minor alone: `2.20` of `2.20.0`. */
function isReleaseOf(version: string, release: string): boolean {
  return version === release || release.startsWith(`${version}.`);
}

/** What groups of one project begin with: `com.fasterxml.jackson` of `com.fasterxml.jackson.core`. */
function rootOf(group: string): string {
  return group.split(".").slice(0, 3).join(".");
}

function describe(names: ReadonlySet<string>, distributions: readonly KnownJars[]): FoundFamily {
  const members = distributions.flatMap(({ jars }) => jars.filter((jar) => names.has(nameOf(jar))));
  const projects = sorted(members.filter(({ pom }) => pom.lineage.length > 1).map(projectOf));
  const found: Found = {
    names,
    groups: new Set(members.map(({ group }) => group)),
    artifacts: new Set(names),
    minor: new Set(),
    apart: new Set(),
    needs: new Map(),
  };
  for (const distribution of distributions) addFrom(distribution, found);
  const shared = projects.length > 0;
  return {
    name: nameFor([...found.artifacts], [...found.groups]),
    groups: shared ? sorted(found.groups) : [],
    artifacts: sorted(found.artifacts),
    ...(found.minor.size > 0 && { minor: sorted(found.minor) }),
    ...(shared && found.apart.size > 0 && { apart: sorted(found.apart) }),
    ...(found.needs.size > 0 && {
      needs: Object.fromEntries(
        [...found.needs].map(([of, what]) => [of, sorted(what)] as const).sort(byKey),
      ),
    }),
    projects,
  };
}

/** What is known of a family so far; artifacts without their group where nothing else is said. */
interface Found {
  /** `group:artifact` of its members with a POM. */
  readonly names: ReadonlySet<string>;
  readonly groups: Set<string>;
  /** `group:artifact` of all members. */
  readonly artifacts: Set<string>;
  readonly minor: Set<string>;
  /** `group:artifact` of what its groups have beside it. */
  readonly apart: Set<string>;
  readonly needs: Map<string, Set<string>>;
}

function addFrom({ jars, unknown }: KnownJars, found: Found): void {
  const here = jars.filter((jar) => found.names.has(nameOf(jar)));
  const release = mostFrequent(here.map(({ version }) => version));
  if (release === undefined) return;
  for (const jar of here) {
    if (jar.version !== release && isReleaseOf(jar.version, release)) found.minor.add(nameOf(jar));
    addNeeds(jar, found);
    if (jar.version === release) addGroups(jar, found);
  }
  for (const jar of jars) {
    if (found.groups.has(jar.group) && !found.names.has(nameOf(jar))) found.apart.add(nameOf(jar));
  }
  addUnknown(unknown, release, mostFrequent(here.map(({ group }) => group)), found);
}

/** Groups that a release has artifacts in, and artifacts of its groups that have other releases. */
function addGroups(jar: KnownJar, { names, groups, apart }: Found): void {
  for (const { groupId = "", artifactId = "", version = "" } of mentionedIn(jar)) {
    const name = `${groupId}:${plainName(artifactId)}`;
    if (version === jar.version && rootOf(groupId) === rootOf(jar.group)) groups.add(groupId);
    const isOther = /^\d/.test(version) && !isReleaseOf(version, jar.version);
    if (isOther && groups.has(groupId) && !names.has(name) && !name.includes("$")) apart.add(name);
  }
}

/** Jars whose POM the repository does not have: known by how their names begin, and by their version. */
function addUnknown(
  unknown: readonly string[],
  release: string,
  group: string | undefined,
  { artifacts }: Found,
): void {
  const word = commonWord([...artifacts].map(artifactIn));
  const end = `-${release}.jar`;
  for (const file of unknown) {
    const isMember = word !== undefined && file.startsWith(`${word}-`) && file.endsWith(end);
    if (isMember) artifacts.add(`${group}:${plainName(file.slice(0, -end.length))}`);
  }
}

function addNeeds(jar: KnownJar, { names, needs }: Found): void {
  for (const { groupId, artifactId = "", scope = "compile", optional, classifier } of jar.pom.dependencies) {
    const isNeeded = /^(compile|runtime)$/.test(scope) && optional !== "true" && classifier === undefined;
    if (!isNeeded || !names.has(`${groupId}:${plainName(artifactId)}`)) continue;
    const of = plainName(jar.artifact);
    needs.set(of, (needs.get(of) ?? new Set()).add(plainName(artifactId)));
  }
}

/** Every artifact that a jar's POMs name with a version, be it as a dependency, in a BOM or for a plugin. */
function mentionedIn({ pom }: KnownJar): readonly PomDependency[] {
  const found = [...pom.managed.values()];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const { groupId, artifactId, version } = value as Record<string, unknown>;
    if (typeof groupId === "string" && typeof artifactId === "string" && typeof version === "string") {
      found.push({ groupId: pom.resolve(groupId), artifactId, version: pom.resolve(version) });
    }
    for (const item of Object.values(value)) visit(item);
  };
  for (const own of pom.poms) visit(own);
  return found;
}

function artifactIn(name: string): string {
  return name.split(":")[1] ?? "";
}

/** What all artifacts begin with, or most of them, or the end of the first group. */
function nameFor(names: readonly string[], groups: readonly string[]): string {
  const artifacts = names.map(artifactIn);
  const [first = ""] = artifacts;
  const words = first.split("-");
  const shared = words.findIndex((_, index) => {
    const start = words.slice(0, index + 1).join("-");
    return !artifacts.every((artifact) => artifact === start || artifact.startsWith(`${start}-`));
  });
  const start = words.slice(0, shared === -1 ? words.length : shared).join("-");
  return start || commonWord(artifacts) || (groups[0]?.split(".").at(-1) ?? "");
}

/** Major versions of artifacts that a distribution gives to jars whose POMs name a lower one. */
export function bridgedMajors(
  distributions: readonly KnownJars[],
): readonly (Pick<BridgedMajor, "artifact" | "named" | "has"> & { readonly jars: readonly string[] })[] {
  const found = new Map<string, Set<string>>();
  const major = (version: string): number => Number(/^\d+/.exec(version)?.[0]);
  for (const { jars } of distributions) {
    const versions = new Map(jars.map(({ group, artifact, version }) => [`${group}:${artifact}`, version]));
    const needs = jars.flatMap(({ file, pom }) =>
      pom.dependencies.map((dependency) => ({ file, dependency })),
    );
    for (const { file, dependency } of needs) {
      const { groupId, artifactId, version = "", scope = "compile", optional } = dependency;
      const has = versions.get(`${groupId}:${artifactId}`) ?? "";
      if (!/^(compile|runtime)$/.test(scope) || optional === "true" || !(major(version) < major(has)))
        continue;
      const key = `${groupId}:${artifactId} ${major(version)} ${major(has)}`;
      found.set(key, (found.get(key) ?? new Set()).add(file));
    }
  }
  return [...found].sort(byKey).map(([key, files]) => {
    const [artifact = "", named = "", has = ""] = key.split(" ");
    return { artifact, named, has, jars: sorted(files) };
  });
}

/** A group is of the largest family that has artifacts of it; what another family lists is apart as it is. */
function withOwnGroups(families: readonly FoundFamily[]): readonly FoundFamily[] {
  return families.map((family) => {
    const others = families.filter((other) => other !== family);
    const isOwn = (group: string): boolean =>
      !others.some(
        ({ groups, artifacts }) => groups.includes(group) && artifacts.length > family.artifacts.length,
      );
    const groups = family.groups.filter(isOwn);
    const { apart, ...rest } = family;
    const left = apart?.filter(
      (name) =>
        groups.includes(name.split(":")[0] ?? "") &&
        !others.some(({ artifacts }) => artifacts.includes(name)),
    );
    return { ...rest, groups, ...(left && left.length > 0 && { apart: left }) };
  });
}

/** Of two families with one name, the smaller one is called by its group. */
function withOwnNames(families: readonly FoundFamily[]): FoundFamily[] {
  return families.map((family) => {
    const isSecond = families.some(
      (other) =>
        other !== family && other.name === family.name && other.artifacts.length > family.artifacts.length,
    );
    return isSecond ? { ...family, name: family.artifacts[0]?.split(":")[0] ?? family.name } : family;
  });
}

/** The first word of most names. */
function commonWord(names: readonly string[]): string | undefined {
  const words = names.map((name) => name.split("-")[0] ?? "");
  const word = mostFrequent(words);
  return word !== undefined && words.filter((other) => other === word).length * 2 > words.length
    ? word
    : undefined;
}

function mostFrequent(texts: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function sorted(texts: Iterable<string>): string[] {
  return [...new Set(texts)].sort();
}

/** Sets of names that are joined two by two. */
class Sets {
  readonly #parents = new Map<string, string>();

  join(a: string, b: string): void {
    this.#parents.set(this.#rootOf(a), this.#rootOf(b));
  }

  all(): readonly (readonly string[])[] {
    const sets = new Map<string, string[]>();
    for (const name of this.#parents.keys()) {
      const root = this.#rootOf(name);
      sets.set(root, [...(sets.get(root) ?? []), name]);
    }
    return [...sets.values()];
  }

  #rootOf(name: string): string {
    const parent = this.#parents.get(name) ?? name;
    if (parent === name) {
      this.#parents.set(name, name);
      return name;
    }
    return this.#rootOf(parent);
  }
}
