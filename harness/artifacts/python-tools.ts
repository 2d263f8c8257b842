import { join } from "node:path";
import type { ArtifactCache } from "../cache";
import { exclusively } from "../exclusive";
import { isThere } from "../is-there";
import { run } from "../run";

const PACKAGES = ["pip==25.3", "setuptools==80.9.0", "wheel==0.45.1"];

/**
 * The pip of a virtual environment inside the cache, so that the system's Python stays as it is.
 * @returns the path of its `pip` command
 */
export async function ensurePip(cache: ArtifactCache): Promise<string> {
  return join(await ensureEnvironment(cache, PACKAGES), "bin", "pip");
}

/**
 * A virtual environment inside the cache with these packages and nothing else: pip resolves no dependencies.
 * @param packages pinned requirements; the first ones name the environment's folder
 * @returns the path of its folder
 */
export async function ensureEnvironment(cache: ArtifactCache, packages: readonly string[]): Promise<string> {
  const folder = join(cache.folder, "python-tools");
  const environment = join(folder, packages.slice(0, 3).join(",").replaceAll("==", "-"));
  const ready = join(environment, "ready");
  if (await isThere(ready)) return environment;
  return exclusively(folder, async () => {
    if (await isThere(ready)) return environment; // Another process was faster.
    await run("python3", ["-m", "venv", "--clear", environment]);
    await run(join(environment, "bin", "pip"), ["install", "--quiet", "--no-deps", ...packages]);
    await run("touch", [ready]);
    return environment;
  });
}
