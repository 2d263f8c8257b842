import { XMLParser } from "fast-xml-parser";
import { SourceError } from "../../../downloads/source-error";
import type { ResolvedMirrors } from "../../../src/model/project";
import type { Net } from "../net";
import { askedSources, jarPlaces } from "../sources";
import { askedIndex, indexUrl } from "../wheels/index-url";
import { filesOfProject } from "../wheels/simple-index";

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  isArray: (_name, path) => String(path) === "metadata.versioning.versions.version",
});

interface MavenMetadata {
  readonly metadata?: {
    readonly versioning?: { readonly versions?: { readonly version?: readonly string[] } };
  };
}

/** Versions of an artifact by the maven-metadata.xml of its repositories; none where no repository says. */
export async function publishedJars(
  net: Net,
  mirrors: ResolvedMirrors,
  coordinates: string,
): Promise<readonly string[]> {
  const [group = "", artifact = ""] = coordinates.split(":");
  const path = `/${group.replaceAll(".", "/")}/${artifact}/maven-metadata.xml`;
  const places = jarPlaces(coordinates).filter(({ mirror }) => mirror !== "postgresql");
  const sources = askedSources(
    mirrors,
    places.map(({ mirror }) => ({ mirror, path })),
    net.environment,
  );
  const found = await Promise.all(
    sources.map(async ({ url }) => {
      const text = await net.http.text(url).catch(nothingThere);
      return text === undefined ? [] : versionsIn(text);
    }),
  );
  return [...new Set(found.flat())];
}

function versionsIn(text: string): readonly string[] {
  try {
    const { metadata } = parser.parse(text) as MavenMetadata;
    return metadata?.versioning?.versions?.version ?? [];
  } catch {
    return []; // A page of an error says nothing of versions.
  }
}

/** Versions of a project by the names of its files in the package index; undefined where the index has no such project. */
export async function publishedPackages(
  net: Net,
  mirrors: ResolvedMirrors,
  project: string,
): Promise<readonly string[] | undefined> {
  const index = await indexUrl(net, askedIndex(mirrors, net.environment));
  try {
    const files = await filesOfProject(net.http, index, project);
    return [...new Set(files.flatMap(({ file }) => versionOf(project, file) ?? []))];
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return error.reason === "answers 404" ? undefined : [];
  }
}

/** The version in the name of a wheel or source package; undefined for other files. */
function versionOf(project: string, file: string): string | undefined {
  const name = project.replaceAll("-", "[-_.]+");
  return new RegExp(`^${name}-([^-]+)(?:-[^/]+\\.whl|\\.tar\\.gz|\\.zip)$`, "i").exec(file)?.[1];
}

function nothingThere(error: unknown): undefined {
  if (!(error instanceof SourceError)) throw error;
}
