import { copyFile, mkdir, readFile, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { JarChange } from "../../src/model/compatibility/jar-proofs";
import { jarFile } from "../../src/check/artifacts";
import { pathFor, pathsNamed } from "../../src/check/jar-surgery";
import { downloadJar, mavenPath } from "../artifacts/maven";
import { UsageError } from "../../src/model/usage-error";
import type { PysparkSource } from "../artifacts/pyspark";
import type { ArtifactCache } from "../cache";
import { exclusively } from "../exclusive";
import type { Report } from "../report";
import { run } from "../run";
import { makeSparkDistribution } from "../stand-ins/spark";

/** A jar that the Maven repository does not have: what a change says of it cannot be done by anybody. */
export class NoSuchJar extends Error {
  override readonly name = "NoSuchJar";
}

/** What a Spark home is laid out with. */
export interface HomeContext {
  readonly cache: ArtifactCache;
  readonly report: Report;
}

/**
 * Lays out a Spark distribution, made of PySpark's source package, with changes to its jars.
 *
 * @param home a folder that is not there yet
 * @throws NoSuchJar; UsageError naming a jar that the distribution does not have
 */
export async function layOutSpark(
  home: string,
  source: PysparkSource,
  changes: readonly JarChange[],
  { cache, report }: HomeContext,
): Promise<void> {
  const comes = new Map<string, string>();
  for (const { with: replacing, add } of changes) {
    const coordinates = replacing ?? add;
    if (coordinates !== undefined) comes.set(coordinates, await jarOf(cache, coordinates));
  }
  const { file } = await makeSparkDistribution(cache, source, report);
  await mkdir(home, { recursive: true });
  await run("tar", ["-xzf", file, "-C", home, "--strip-components=1"]);
  await changeJars(join(home, "jars"), changes, comes);
}

/** Makes changes in a folder of jars, in the order in which they are given. */
async function changeJars(
  jars: string,
  changes: readonly JarChange[],
  comes: ReadonlyMap<string, string>,
): Promise<void> {
  const paths = (await readdir(jars, { recursive: true })).filter((name) => name.endsWith(".jar"));
  for (const { replace, with: replacing, add, remove } of changes) {
    const path = pathOfJar(paths, replace ?? remove);
    if (path !== undefined) await rm(join(jars, path));
    const added = replacing ?? add;
    if (added !== undefined) await copyFile(comes.get(added) ?? "", join(jars, pathFor(added, path)));
  }
}

function pathOfJar(paths: readonly string[], name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const found = pathsNamed(paths, name);
  if (found.length === 1) return found[0];
  throw new UsageError(
    `CHANGE: found "${name}", of which this Spark has ${found.length}, allowed: a jar that it has once.`,
  );
}

async function jarOf(cache: ArtifactCache, coordinates: string): Promise<string> {
  // Not the repository of fetchJar, which takes its jars out.
  const repository = join(cache.folder, "maven-proofs");
  return exclusively(repository, async () => {
    const jar = join(repository, mavenPath({ coordinates, file: jarFile(coordinates) }));
    try {
      await downloadJar(repository, coordinates);
    } catch (error) {
      // Maven notes it there: an error without words is a jar that is in no repository.
      const note = await readFile(`${jar}.lastUpdated`, "utf8").catch(() => "");
      if (!/\.error=$/m.test(note)) throw error;
      throw new NoSuchJar(`the Maven repository has no jar ${coordinates}`);
    }
    return jar;
  });
}
