import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { readNeeds } from "../needs";
import type { Build, Plan } from "../plan";
import { run } from "../run";
import type { Platform } from "../../src/sbom/component";

const COMMAND = resolve(__dirname, "../../commands/mirror/mirror.ts");

/** A mirror that is filled for some images. */
export interface MirrorOrder {
  /** The project's folder. */
  readonly root: string;
  readonly lock: Plan["lock"];
  readonly builds: readonly Build[];
  readonly platform: Platform;
  /** The mirror's folder. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/**
 * Fills a mirror with what images download themselves, as a user does, and verifies it.
 *
 * @returns what the verification said
 * @throws CommandError when a file could not be had, or is not the lock's
 */
export async function fillMirror({
  root,
  lock,
  builds,
  platform,
  folder,
  signal,
}: MirrorOrder): Promise<string> {
  const entries = await Promise.all(builds.map((build) => entriesOf(root, build, lock)));
  const only = [...new Set(entries.flat())].flatMap((entry) => ["--only", entry]);
  const mirror = (...args: readonly string[]): Promise<string> =>
    run(
      process.execPath,
      ["--require", "tsx/cjs", COMMAND, folder, ...only, "--platform", platform, ...args],
      {
        cwd: root,
        signal,
      },
    );
  await mirror();
  return mirror("--verify");
}

/** A file of a mirror that an image downloads itself. @throws Error when there is none */
export async function fileOf(
  build: Build,
  { root, lock, folder }: Pick<MirrorOrder, "root" | "lock" | "folder">,
) {
  const { jars, pyspark, wheels } = await readNeeds(root, build, lock);
  const names = new Set([...jars, ...pyspark, ...wheels].map(({ file }) => file));
  const items = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = items.find(({ name }) => names.has(name));
  if (!found) throw new Error(`${build.image}: found nothing in the mirror that it downloads itself.`);
  return join(found.parentPath, found.name);
}

/** What `npx projen mirror --only` calls the files that a build downloads. */
async function entriesOf(root: string, build: Build, lock: Plan["lock"]): Promise<readonly string[]> {
  const { jars, pyspark, python, spark, wheels } = await readNeeds(root, build, lock);
  return [
    ...jars.map(({ coordinates }) => coordinates),
    ...pyspark.map(({ version }) => `pyspark:${version}`),
    ...(python === undefined ? [] : [`python:${python}`]),
    ...(spark === undefined ? [] : [`spark:${spark}`]),
    ...wheels.map(({ name }) => name),
  ];
}
