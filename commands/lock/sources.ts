import { jarFile } from "../../src/check/artifacts";
import { MIRROR_VARIABLES } from "../../src/model/mirror-layout";
import type { ResolvedMirrors } from "../../src/model/project";

/** A place of one of the matrix's mirrors. */
export interface Place {
  readonly mirror: keyof ResolvedMirrors;
  /** From the mirror's base, beginning with a slash. */
  readonly path: string;
}

/** Path of a file of a Maven repository, beginning with a slash; `file` defaults to the jar. */
export function mavenPath(coordinates: string, file: string = jarFile(coordinates)): string {
  const [group = "", artifact = "", version = ""] = coordinates.split(":");
  return `/${group.replaceAll(".", "/")}/${artifact}/${version}/${file}`;
}

/** Where a jar is, in the order in which the Dockerfiles ask. */
export function jarPlaces(coordinates: string): readonly Place[] {
  const path = mavenPath(coordinates);
  const maven: Place = { mirror: "maven", path };
  if (coordinates.startsWith("org.postgresql:postgresql:")) {
    return [{ mirror: "postgresql", path: `/${jarFile(coordinates)}` }, maven];
  }
  return coordinates.startsWith("com.nvidia:") ? [{ mirror: "nvidiaMaven", path }, maven] : [maven];
}

/** Where a file of a Spark release is: its distribution or PySpark. */
export function sparkPlaces(version: string, file: string): readonly Place[] {
  const path = `/spark/spark-${version}/${file}`;
  return [
    { mirror: "apache", path: `${path}?action=download` },
    { mirror: "apacheArchive", path },
  ];
}

/** Where a file of a release of python-build-standalone is. */
export function pythonPlaces(release: string, file: string): readonly Place[] {
  return [{ mirror: "pythonBuildStandalone", path: `/${release}/${file.replaceAll("+", "%2B")}` }];
}

/** The URLs of places as the lock records them: of the matrix's mirrors, whatever a run downloads from. */
export function urlsOf(mirrors: ResolvedMirrors, places: readonly Place[]): readonly string[] {
  return [...new Set(places.map(({ mirror, path }) => `${mirrors[mirror]}${path}`))];
}

/** Where a run asks: a URL, and the variable that put it in the place of the matrix's own. */
export interface AskedSource {
  readonly url: string;
  readonly override: string | undefined;
}

/** Where a run asks for places. A variable that is set to nothing takes its source out. */
export function askedSources(
  mirrors: ResolvedMirrors,
  places: readonly Place[],
  environment: NodeJS.ProcessEnv,
): readonly AskedSource[] {
  const asked = places.flatMap(({ mirror, path }) => {
    const variable = MIRROR_VARIABLES[mirror];
    const value = environment[variable]?.replace(/\/+$/, "");
    if (value === "") return [];
    return [
      { url: `${value ?? mirrors[mirror]}${path}`, override: value === undefined ? undefined : variable },
    ];
  });
  return asked.filter(({ url }, index) => asked.findIndex((other) => other.url === url) === index);
}
