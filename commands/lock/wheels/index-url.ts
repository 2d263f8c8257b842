import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runTool } from "../tools/run-tool";
import { inStaging } from "../../../harness/staging";
import type { ResolvedMirrors } from "../../../src/model/project";
import type { Net } from "../net";

/** The index that a run asks: PIP_INDEX_URL, else the matrix's; empty: the clients' own default. */
export function askedIndex({ pythonIndex }: ResolvedMirrors, environment: NodeJS.ProcessEnv): string {
  return environment.PIP_INDEX_URL || pythonIndex;
}

const defaults = new WeakMap<Net, Promise<string>>();

/** The address of an index; for an empty one that which uv asks by its own configuration, found out once for a run. */
export function indexUrl(net: Net, asked: string): Promise<string> {
  if (asked) return Promise.resolve(asked);
  const known = defaults.get(net) ?? defaultIndex(net);
  defaults.set(net, known);
  return known;
}

async function defaultIndex({ tools, cache }: Net): Promise<string> {
  const { uv, python } = await tools();
  return inStaging(join(cache.folder, "staging"), async (folder) => {
    await writeFile(join(folder, "nothing.in"), "");
    const args = ["pip", "compile", "--quiet", "--no-header", "--python", python, "--emit-index-url"];
    const printed = await runTool("the package index", uv, [...args, "nothing.in"], folder);
    const url = /^--index-url (\S+)/m.exec(printed)?.[1];
    if (url === undefined) throw new Error("uv names no package index: set PIP_INDEX_URL.");
    return url;
  });
}
