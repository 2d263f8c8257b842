import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { getHeapStatistics } from "node:v8";
import { reportToStandardError as report } from "../harness/report";
import { formatInteger } from "./figures";

/**
 * What a script of this folder prints as JSON, run in a process of its own, so that no measurement finds the memory and
 * the compiled code of another one; null where it fails, which is said in one sentence on standard error.
 *
 * @param script Path from this folder.
 */
export function measureInChild<T>(script: string, args: readonly number[]): T | null {
  const { status, signal, stdout, stderr } = spawnSync(
    process.execPath,
    ["--expose-gc", "--require", "tsx/cjs", join(__dirname, script), ...args.map(String)],
    { encoding: "utf8", env: { ...process.env, PROJEN_DISABLE_POST: "true" } },
  );
  if (status === 0) return JSON.parse(stdout) as T;
  report(`bench/${script} ${args.join(" ")}: ${reasonOf(stderr) ?? `ended with ${signal ?? status}`}`);
  return null;
}

/** Why a process of Node died, from what it said. */
export function reasonOf(stderr: string): string | undefined {
  if (stderr.includes("heap out of memory")) {
    const limit = formatInteger(getHeapStatistics().heap_size_limit / 2 ** 20);
    return `out of memory, at Node's limit of ${limit} MiB (--max-old-space-size of NODE_OPTIONS raises it)`;
  }
  return /^\w*Error: .*$/m.exec(stderr)?.[0];
}
