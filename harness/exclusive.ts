import { mkdir } from "node:fs/promises";
import lockfile from "proper-lockfile";

/** Runs `work` while no other process of this project works in the same folder, waiting for its turn if need be. */
export async function exclusively<T>(folder: string, work: () => Promise<T>): Promise<T> {
  await mkdir(folder, { recursive: true });
  const release = await lockfile.lock(folder, {
    stale: 30_000,
    retries: { forever: true, factor: 1, minTimeout: 200, maxTimeout: 1_000 },
  });
  return work().finally(() => release());
}
