import { XMLParser } from "fast-xml-parser";
import { SourceError } from "../../../downloads/source-error";
import type { StatedLicense } from "../licenses/licenses";
import type { Net } from "../net";
import { Unobtainable } from "../refusal";
import { askedSources, jarPlaces, mavenPath } from "../sources";
import type { ResolvedMirrors } from "../../../src/model/project";

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  processEntities: true,
  isArray: (_name, path) => String(path) === "project.licenses.license",
});

interface Pom {
  readonly licenses?: { readonly license?: readonly StatedLicense[] } | string;
  readonly parent?: { readonly groupId?: string; readonly artifactId?: string; readonly version?: string };
}

const DEEPEST = 10;

/**
 * The licences that the POM of a jar states or, where it is silent, those of the nearest parent that states some.
 *
 * @returns none where no POM of the line states any
 * @throws Unobtainable where a POM cannot be read
 */
export async function licensesOfPom(
  net: Net,
  mirrors: ResolvedMirrors,
  coordinates: string,
): Promise<readonly StatedLicense[]> {
  let next = coordinates;
  for (let depth = 0; depth < DEEPEST; depth++) {
    const { licenses, parent } = await readPom(net, mirrors, next);
    const stated = typeof licenses === "object" ? (licenses.license ?? []) : [];
    if (stated.length > 0) return stated;
    if (!parent?.groupId || !parent.artifactId || !parent.version) return [];
    next = `${parent.groupId}:${parent.artifactId}:${parent.version}`;
  }
  return [];
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
      const { project } = parser.parse(await net.http.text(url)) as { project?: Pom | "" };
      if (project !== undefined) return project || {};
      attempts.push(`${url}: answers with something that is not a POM`);
    } catch (error) {
      attempts.push(error instanceof SourceError ? error.message : `${url}: ${(error as Error).message}`);
    }
  }
  throw new Unobtainable(`${coordinates} (its POM)`, attempts);
}
