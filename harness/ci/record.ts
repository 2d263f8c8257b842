import { existsSync, readFileSync } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** How a part of the full suite ended when it last ran on this machine. */
export interface Ran {
  /** The commit it ran at, in full; with uncommitted changes it is followed by a plus sign. */
  readonly commit: string;
  readonly passed: boolean;
  readonly minutes: number;
}

/** What ran on this machine, by the part's name. */
export type Runs = Readonly<Record<string, Ran>>;

/** What earlier runs noted; nothing where none did, or the file cannot be read. */
export function readRuns(file: string): Runs {
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Runs;
  } catch {
    return {}; // Of a run that was cut off by a full disk: every part runs again.
  }
}

/** Notes what ran. The file is replaced whole. */
export async function writeRuns(file: string, runs: Runs): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, `${JSON.stringify(runs, undefined, 2)}\n`);
  await rename(`${file}.new`, file);
}
