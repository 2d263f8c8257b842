import type { ResolvedMirrors } from "./project";

/** Folders of a mirror that has every kind of artifact: each is what one build argument names. */
export const LAYOUT = {
  apache: "apache",
  maven: "maven2",
  pythonBuildStandalone: "python-build-standalone",
  pythonIndex: "simple",
  /** What the pages of the index link to. */
  wheels: "wheels",
} as const;

/** Variables and build arguments that change where downloads come from, by the matrix's name of the source. */
export const MIRROR_VARIABLES: Readonly<Record<keyof ResolvedMirrors, string>> = {
  apache: "APACHE_URL",
  apacheArchive: "APACHE_ARCHIVE_URL",
  maven: "MAVEN_URL",
  nvidiaMaven: "NVIDIA_MAVEN_URL",
  postgresql: "POSTGRESQL_URL",
  pythonBuildStandalone: "PYTHON_BUILD_STANDALONE_URL",
  pythonIndex: "PIP_INDEX_URL",
};

/** Sources that a mirror stands for under another name too: a build does without them. */
const SPARED: ReadonlySet<string> = new Set<keyof ResolvedMirrors>(["apache", "nvidiaMaven", "postgresql"]);

/** The matrix's `mirrors` for images that ask a mirror alone. */
export function mirrorSettings(url: string): ResolvedMirrors {
  const [apache, maven] = [`${url}/${LAYOUT.apache}`, `${url}/${LAYOUT.maven}`];
  return {
    apache,
    apacheArchive: apache,
    maven,
    nvidiaMaven: maven,
    // The matrix knows no empty one: a Maven repository does not have the jar at its top, and is then asked for it.
    postgresql: maven,
    pythonBuildStandalone: `${url}/${LAYOUT.pythonBuildStandalone}`,
    pythonIndex: `${url}/${LAYOUT.pythonIndex}`,
  };
}

/** The build arguments of builds that ask a mirror alone. */
export function mirrorArguments(url: string): Readonly<Record<string, string>> {
  const places = Object.entries(mirrorSettings(url)).map(([name, place]) => [
    MIRROR_VARIABLES[name as keyof ResolvedMirrors],
    SPARED.has(name) ? "" : place,
  ]);
  return Object.fromEntries(places) as Record<string, string>;
}
