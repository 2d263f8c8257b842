import { rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ArtifactCache } from "../cache";
import { sha256 } from "../checksum";
import { exclusively } from "../exclusive";
import { withProgress } from "../folder-progress";
import type { Report } from "../report";
import { run } from "../run";

/** A jar as the lock names it. */
export interface Jar {
  /** `group:artifact:version`, with `:jar:classifier` behind it where there is a classifier. */
  readonly coordinates: string;
  /** The jar's file name. */
  readonly file: string;
  readonly sha256: string;
  /** In bytes; null where the lock does not know it. */
  readonly size: number | null;
}

/** A jar's path in the layout of a Maven repository. */
export function mavenPath({ coordinates, file }: Pick<Jar, "coordinates" | "file">): string {
  const [group, artifact, version] = coordinates.split(":");
  if (!group || !artifact || !version) {
    throw new Error(`lock.json: jars: found "${coordinates}", allowed group:artifact:version.`);
  }
  return [...group.split("."), artifact, version, file].join("/");
}

/** Brings a jar into the cache with Maven's own client and configuration. */
export async function fetchJar(cache: ArtifactCache, jar: Jar, report: Report): Promise<string> {
  return cache.get(jar.coordinates, sha256(jar.sha256), async (folder) => {
    const repository = join(cache.folder, "maven");
    return exclusively(repository, async () => {
      const downloaded = join(repository, mavenPath(jar));
      const progress = { name: jar.coordinates, size: jar.size, folder: dirname(downloaded), files: /\.jar/ };
      await withProgress(progress, report, () => downloadJar(repository, jar.coordinates));
      // Moved, not copied: Maven would take a damaged jar left in its repository for a good one.
      const kept = join(folder, jar.file);
      await rename(downloaded, kept);
      return kept;
    });
  });
}

/** Brings a jar into a local Maven repository. @throws CommandError where no repository of Maven's configuration has it */
export async function downloadJar(repository: string, coordinates: string): Promise<void> {
  await run("mvn", [
    "-q",
    "-B",
    "dependency:get",
    "-Dtransitive=false",
    `-Dartifact=${coordinates}`,
    `-Dmaven.repo.local=${repository}`,
  ]);
}
