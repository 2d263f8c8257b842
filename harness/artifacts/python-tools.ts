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
  const folder = join(cache.folder, "python-tools");
  const environment = join(folder, PACKAGES.join(",").replaceAll("==", "-"));
  const pip = join(environment, "bin", "pip");
  const ready = join(environment, "ready");
  if (await isThere(ready)) return pip;
  return exclusively(folder, async () => {
    if (await isThere(ready)) return pip; // Another process was faster.
    await run("python3", ["-m", "venv", "--clear", environment]);
    await run(pip, ["install", "--quiet", ...PACKAGES]);
    await run("touch", [ready]);
    return pip;
  });
}
