import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withProgress } from "../../../downloads/progress";
import { exclusively } from "../../../harness/exclusive";
import { isThere } from "../../../harness/is-there";
import type { Report } from "../../../harness/report";
import { runTool } from "./run-tool";

/** The resolver and the installer of wheels: other versions may choose other files. */
const PACKAGES = ["pip==25.3", "uv==0.13.9"];

/** The tools of a virtual environment inside the cache, so that the system's Python stays as it is. */
export interface PythonTools {
  readonly uv: string;
  readonly pip: string;
  /** The interpreter of their environment. */
  readonly python: string;
}

/** Makes the virtual environment, where it is not there yet, with pip's own configuration. */
export async function ensurePythonTools(
  { folder }: { readonly folder: string },
  report: Report,
): Promise<PythonTools> {
  const environment = environmentIn(folder);
  const ready = join(environment, "ready");
  const tools = toolsIn(environment);
  if (await isThere(ready)) return tools;
  return exclusively(join(folder, "python-tools"), async () => {
    if (await isThere(ready)) return tools; // Another process was faster.
    const install = ["install", "--quiet", "--disable-pip-version-check", ...PACKAGES];
    await withProgress(report, `${PACKAGES.join(" and ")}: installing`, async () => {
      await runTool("python3 makes no environment for uv and pip", "python3", [
        "-m",
        "venv",
        "--clear",
        environment,
      ]);
      await runTool("uv and pip cannot be installed", tools.pip, install);
    });
    await writeFile(ready, "");
    return tools;
  });
}

/** The tools of a virtual environment, whether they are there or not. */
export function toolsIn(environment: string): PythonTools {
  const command = (name: string): string => join(environment, "bin", name);
  return { uv: command("uv"), pip: command("pip"), python: command("python") };
}

/** Where the virtual environment of a cache is, whether it is there or not. */
export function environmentIn(cache: string): string {
  return join(cache, "python-tools", PACKAGES.join(",").replaceAll("==", "-"));
}
