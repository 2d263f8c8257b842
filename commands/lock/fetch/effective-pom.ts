import { XMLParser } from "fast-xml-parser";

const LISTS = /(^|\.)(dependencies\.dependency|exclusions\.exclusion|profiles\.profile|licenses\.license)$/;
const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  processEntities: true,
  isArray: (_name, path) => LISTS.test(String(path)),
});

/** A dependency as a POM writes it. */
export interface PomDependency {
  readonly groupId?: string;
  readonly artifactId?: string;
  readonly version?: string;
  readonly type?: string;
  readonly classifier?: string;
  readonly scope?: string;
  readonly optional?: string;
}

interface Dependencies {
  readonly dependency?: readonly PomDependency[];
}

/** The parts of a POM that profiles can have too. An element without content is an empty text. */
interface PomParts {
  readonly properties?: Readonly<Record<string, unknown>> | string;
  readonly dependencies?: Dependencies | string;
  readonly dependencyManagement?: { readonly dependencies?: Dependencies | string } | string;
}

/** A POM as its file writes it, without its parents. */
export interface Pom extends PomParts {
  readonly groupId?: string;
  readonly artifactId?: string;
  readonly version?: string;
  readonly packaging?: string;
  readonly parent?: { readonly groupId?: string; readonly artifactId?: string; readonly version?: string };
  readonly licenses?: { readonly license?: readonly { name?: string; url?: string }[] } | string;
  readonly distributionManagement?:
    { readonly relocation?: { groupId?: string; artifactId?: string; version?: string } | string } | string;
  readonly profiles?: { readonly profile?: readonly (PomParts & PomProfile)[] } | string;
}

interface PomProfile {
  readonly activation?: { readonly activeByDefault?: string } | string;
}

/** The POM in a text; undefined where it is none. */
export function parsePom(text: string): Pom | undefined {
  const { project } = parser.parse(text) as { project?: Pom | "" };
  return project === undefined ? undefined : project || {};
}

/** Brings the POM of Maven coordinates. */
export type ReadPom = (coordinates: string) => Promise<Pom>;

/** A POM with what it inherits, and every property replaced by its value. */
export interface EffectivePom {
  /** The POM and its parents, nearest first, as coordinates. */
  readonly lineage: readonly string[];
  readonly poms: readonly Pom[];
  /** Versions that it states for dependencies, imported BOMs included, by `keyOf`; the first that states one counts. */
  readonly managed: ReadonlyMap<string, PomDependency>;
  readonly dependencies: readonly PomDependency[];
  /** A text of the POM with its properties replaced. */
  readonly resolve: (text: string) => string;
}

const DEEPEST = 12;

/** What tells two dependencies of a POM apart. */
export function keyOf({ groupId, artifactId, type = "jar", classifier = "" }: PomDependency): string {
  return [groupId, artifactId, type, classifier].join(":");
}

/**
 * The POM of coordinates as Maven reads it: with its parents, properties, managed versions and imported BOMs. Of
 * profiles, those that are active by default; what depends on the machine or the JDK is not read.
 */
export async function effectivePom(read: ReadPom, coordinates: string, depth = 0): Promise<EffectivePom> {
  const poms = [];
  for await (const pom of lineOf(read, coordinates)) poms.push(pom);
  const resolve = resolver(poms, coordinates);
  const parts = poms.flatMap(partsOf);
  const stated = parts.flatMap(managedIn).map((item) => resolved(item, resolve));
  const managed = firstOfEach(stated.filter(({ scope }) => scope !== "import"));
  const imports = depth < DEEPEST ? stated.filter(({ scope }) => scope === "import") : [];
  for (const { groupId, artifactId, version } of imports) {
    const bom = await effectivePom(read, `${groupId}:${artifactId}:${version}`, depth + 1);
    for (const [key, item] of bom.managed) if (!managed.has(key)) managed.set(key, item);
  }
  const written = parts.flatMap((part) => listOf(part.dependencies)).map((item) => resolved(item, resolve));
  // What a dependency leaves out, the managed one says.
  const dependencies = [...firstOfEach(written)].map(([key, item]) => ({ ...managed.get(key), ...item }));
  return { lineage: poms.map((pom) => pom.coordinates), poms, managed, dependencies, resolve };
}

/** A POM and its parents, nearest first, each read when it is asked for. */
export async function* lineOf(
  read: ReadPom,
  coordinates: string,
): AsyncGenerator<Pom & { readonly coordinates: string }> {
  let next: string | undefined = coordinates;
  for (let depth = 0; next !== undefined && depth < DEEPEST; depth++) {
    const pom: Pom = await read(next);
    yield { ...pom, coordinates: next };
    next = parentOf(pom);
  }
}

/** Dependencies by what tells them apart: of several with one key, the first, which is the nearest. */
function firstOfEach(items: readonly PomDependency[]): Map<string, PomDependency> {
  const found = new Map<string, PomDependency>();
  for (const item of items) if (!found.has(keyOf(item))) found.set(keyOf(item), item);
  return found;
}

function parentOf({ parent }: Pom): string | undefined {
  if (!parent?.groupId || !parent.artifactId || !parent.version) return undefined;
  return `${parent.groupId}:${parent.artifactId}:${parent.version}`;
}

function partsOf(pom: Pom): readonly PomParts[] {
  const profiles = typeof pom.profiles === "object" ? (pom.profiles.profile ?? []) : [];
  const active = profiles.filter(
    ({ activation }) => typeof activation === "object" && activation.activeByDefault === "true",
  );
  return [...active, pom];
}

function listOf(dependencies: Dependencies | string | undefined): readonly PomDependency[] {
  return typeof dependencies === "object" ? (dependencies.dependency ?? []) : [];
}

function managedIn({ dependencyManagement }: PomParts): readonly PomDependency[] {
  return typeof dependencyManagement === "object" ? listOf(dependencyManagement.dependencies) : [];
}

function resolved(dependency: PomDependency, resolve: (text: string) => string): PomDependency {
  const texts = Object.entries(dependency).filter(([, value]) => typeof value === "string" && value !== "");
  return Object.fromEntries(texts.map(([key, value]) => [key, resolve(value as string)]));
}

function resolver(poms: readonly Pom[], coordinates: string): (text: string) => string {
  const values = new Map<string, string>();
  const set = (name: string, value: unknown): void => {
    if (typeof value === "string" && !values.has(name)) values.set(name, value.trim());
  };
  for (const part of poms.flatMap(partsOf)) {
    const { properties } = part;
    if (typeof properties === "object")
      for (const [name, value] of Object.entries(properties)) set(name, value);
  }
  const [groupId, artifactId, version] = coordinates.split(":");
  const own = { groupId, artifactId, version };
  for (const [name, value] of Object.entries(own)) {
    for (const prefix of ["project.", "pom.", ""]) set(`${prefix}${name}`, value);
  }
  for (const [name, value] of Object.entries(poms[0]?.parent ?? {})) set(`project.parent.${name}`, value);
  // A property may name another one; a property that names itself ends here.
  return (text) => {
    let result = text;
    for (let round = 0; round < DEEPEST && result.includes("${"); round++) {
      result = result.replace(/\$\{([^{}]+)\}/g, (whole, name: string) => values.get(name.trim()) ?? whole);
    }
    return result;
  };
}
