import type { Engine } from "../engine";
import { run } from "../run";

/**
 * Does work that builds, and removes what it has left in the engine's cache of builds, which is as large as the images.
 * Nothing is removed while other runs use the engine: their builds leave something as well.
 */
export async function leavingNoCache<T>(
  { environment, isShared }: Pick<Engine, "environment" | "isShared">,
  work: () => Promise<T>,
): Promise<T> {
  const env = { ...environment, BUILDX_BUILDER: "default" };
  const before = new Set(await cacheOf(env));
  try {
    return await work();
  } finally {
    const left = (await isShared()) ? [] : (await cacheOf(env)).filter((id) => !before.has(id));
    for (const id of left) {
      // One that others are made of goes when they have gone.
      await run("docker", ["buildx", "prune", "--force", "--filter", `id=${id}`], { env }).catch(
        () => undefined,
      );
    }
  }
}

async function cacheOf(env: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const ids = await run("docker", ["buildx", "du", "--format", "{{.ID}}"], { env });
  return ids.split("\n").filter((id) => id !== "");
}
