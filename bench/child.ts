import { spawnSync } from "node:child_process";
import { join } from "node:path";

/**
 * What a script of this folder prints as JSON, run in a process of its own, so that no measurement finds the memory and
 * the compiled code of another one.
 *
 * @param script Path from this folder.
 * @throws Error with what the script said, when it fails.
 */
export function measureInChild<T>(script: string, args: readonly (string | number)[]): T {
  const { status, signal, stdout, stderr } = spawnSync(
    process.execPath,
    ["--expose-gc", "--require", "tsx/cjs", join(__dirname, script), ...args.map(String)],
    { encoding: "utf8", env: { ...process.env, PROJEN_DISABLE_POST: "true" } },
  );
  if (status !== 0) throw new Error(`${script} ${args.join(" ")} ended with ${status ?? signal}:\n${stderr}`);
  return JSON.parse(stdout) as T;
}
