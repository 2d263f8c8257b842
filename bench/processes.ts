import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { reportToStandardError as report } from "../harness/report";
import { lastLines } from "../harness/run";
import { median, table, timed } from "./figures";
import type { Reach } from "./reach";

const ROOT = join(__dirname, "..");
const RUNS = 7;
const COMMANDS = {
  "npx projen": ["npx", "projen"],
  'node -e require("projen")': ["node", "-e", 'require("projen")'],
} as const;

/** What whole processes take on the unchanged tree, in milliseconds of the clock: medians of runs in turn. */
export interface ProcessFigures {
  readonly projen: number;
  readonly require: number;
  /** How many times as long the first takes as the second. */
  readonly ratio: number;
}

/** Measures whole processes; null where one fails, which is said in one sentence on standard error. */
export function measureProcesses(): ProcessFigures | null {
  try {
    return measured();
  } catch (error) {
    report((error as Error).message);
    return null;
  }
}

function measured(): ProcessFigures {
  const [, ...runs] = Array.from({ length: RUNS + 1 }, () => {
    const [projen = 0, bare = 0] = Object.values(COMMANDS).map(([command, ...args]) =>
      millisecondsOf(command, args),
    );
    return { projen, require: bare, ratio: projen / bare };
  });
  const middle = (key: keyof ProcessFigures): number => median(runs.map((run) => run[key]));
  return { projen: middle("projen"), require: middle("require"), ratio: middle("ratio") };
}

function millisecondsOf(command: string, args: readonly string[]): number {
  const [milliseconds, { status, stderr }] = timed(() =>
    spawnSync(command, args, { cwd: ROOT, encoding: "utf8" }),
  );
  if (status !== 0) throw new Error([command, ...args, "failed:", ...lastLines(stderr, 1)].join(" "));
  return milliseconds;
}

export function processTable(figures: ProcessFigures | null): string {
  const { projen, require: bare } = figures ?? { projen: Number.NaN, require: Number.NaN };
  const [ours, other] = Object.keys(COMMANDS) as [string, string];
  const cells = table(
    ["command", "ms"],
    [
      [ours, projen],
      [other, bare],
    ],
  );
  return `An unchanged tree, milliseconds (medians of ${RUNS}, in turn)\n\n${cells}`;
}

export function processReaches(figures: ProcessFigures | null): readonly Reach[] {
  const measured = figures?.ratio ?? Number.NaN;
  return [{ claim: 'npx projen takes as long as require("projen")', measured, limit: 4, unit: "times" }];
}
