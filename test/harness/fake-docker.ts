import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "./temporary-folder";

/**
 * A `docker` that is a bash script for this test; it notes its arguments before the script runs.
 * @returns the environment that finds it, the folder the script can use as $STATE, and the calls so far
 */
export async function fakeDocker(script: string) {
  const state = await temporaryFolder();
  const bin = join(state, "bin");
  await mkdir(bin);
  await writeFile(join(bin, "docker"), `#!/bin/bash\necho "$*" >>"$STATE/calls"\n${script}\n`);
  await chmod(join(bin, "docker"), 0o755);
  return {
    state,
    environment: { PATH: `${bin}:${process.env.PATH}`, STATE: state },
    calls: async () =>
      (await readFile(join(state, "calls"), "utf8").catch(() => "")).split("\n").slice(0, -1),
  };
}
