import { mkdir, mkdtemp, open, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { isRunning } from "./is-running";

/**
 * Runs `work` with an empty folder of its own under `parent` and removes the folder afterwards, whatever happened.
 * Folders left by processes that no longer run (a power cut) are removed on the way.
 */
export async function inStaging<T>(parent: string, work: (folder: string) => Promise<T>): Promise<T> {
  await mkdir(parent, { recursive: true });
  await removeAbandoned(parent);
  const folder = await mkdtemp(join(parent, `${process.pid}-`));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Forces a file's bytes to the disk, so that a rename after it never shows an empty file after a power cut. */
export async function flush(file: string): Promise<void> {
  const handle = await open(file, "r");
  await handle.sync().finally(() => handle.close());
}

async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid = Number(name.split("-")[0]);
    if (Number.isInteger(pid) && !isRunning(pid))
      await rm(join(parent, name), { recursive: true, force: true });
  }
}
