import { SourceError } from "../../../downloads/source-error";
import type { ResolvedMirrors } from "../../../src/model/project";
import type { StatedLicense } from "../licenses/licenses";
import type { Net } from "../net";
import { Unobtainable } from "../refusal";
import { askedSources, jarPlaces, mavenPath } from "../sources";
import {
  type EffectivePom,
  type Pom,
  type PomDependency,
  type ReadPom,
  lineOf,
  parsePom,
} from "./effective-pom";

/**
 * The licences that the POM of a jar states or, where it is silent, those of the nearest parent that states some.
 *
 * @returns none where no POM of the line states any
 * @throws Unobtainable where a POM cannot be read
 */
export async function licensesOfPom(read: ReadPom, coordinates: string): Promise<readonly StatedLicense[]> {
  for await (const { licenses } of lineOf(read, coordinates)) {
    const stated = typeof licenses === "object" ? (licenses.license ?? []) : [];
    if (stated.length > 0) return stated;
  }
  return [];
}

/** Coordinates of what a jar needs at run time; what its POM does not give a version is left out. */
export function runtimeDependencies({ dependencies }: EffectivePom): readonly string[] {
  const needed = dependencies.filter(isNeeded).flatMap(({ groupId, artifactId, version, classifier }) => {
    const parts = [groupId, artifactId, version, ...(classifier ? ["jar", classifier] : [])];
    return parts.every((part) => part && !/[${}\s]/.test(part)) ? [parts.join(":")] : [];
  });
  return [...new Set(needed)].sort();
}

function isNeeded({ scope = "compile", optional, type = "jar" }: PomDependency): boolean {
  return /^(compile|runtime)$/.test(scope) && optional !== "true" && /^(jar|bundle)$/.test(type);
}

/** Where a POM says that its artifact is published now, as coordinates; undefined where it stays. */
export function relocationOf(
  { poms: [pom], resolve }: EffectivePom,
  coordinates: string,
): string | undefined {
  const { distributionManagement } = pom ?? {};
  if (typeof distributionManagement !== "object" || distributionManagement.relocation === undefined)
    return undefined;
  const { relocation } = distributionManagement;
  const [group, artifact, version] = coordinates.split(":");
  const {
    groupId = group,
    artifactId = artifact,
    version: released = version,
  } = typeof relocation === "object" ? relocation : {};
  return resolve(`${groupId}:${artifactId}:${released}`);
}

/** Reads POMs where the jars of a run come from. @throws Unobtainable */
export function pomSource(net: Net, mirrors: ResolvedMirrors): ReadPom {
  const asked = new Map<string, Promise<Pom>>();
  return (coordinates) => {
    const found = asked.get(coordinates) ?? readPom(net, mirrors, coordinates);
    asked.set(coordinates, found);
    return found;
  };
}

async function readPom(net: Net, mirrors: ResolvedMirrors, coordinates: string): Promise<Pom> {
  const [, artifact = "", version = ""] = coordinates.split(":");
  const path = mavenPath(coordinates, `${artifact}-${version}.pom`);
  // The PostgreSQL project's own downloads have no POMs.
  const places = jarPlaces(coordinates).filter(({ mirror }) => mirror !== "postgresql");
  const attempts: string[] = [];
  for (const { url } of askedSources(
    mirrors,
    places.map(({ mirror }) => ({ mirror, path })),
    net.environment,
  )) {
    try {
      const pom = parsePom(await net.http.text(url));
      if (pom !== undefined) return pom;
      attempts.push(`${url}: answers with something that is not a POM`);
    } catch (error) {
      attempts.push(error instanceof SourceError ? error.message : `${url}: ${(error as Error).message}`);
    }
  }
  throw new Unobtainable(`${coordinates} (its POM)`, attempts);
}
