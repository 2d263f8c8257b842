import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { reportToStandardError as report } from "../harness/report";
import { lastLines } from "../harness/run";
import { median, table, timed } from "./figures";
import type { Reach } from "./reach";

const ROOT = join(__dirname, "..");
const RUNS = 7;
const COMMANDS = {
  projen: ["npx", "projen"],
  check: ["npx", "projen", "check"],
  require: ["node", "-e", 'require("projen")'],
} as const;

/** What whole processes take on the unchanged tree, in milliseconds of the clock: medians of runs in turn. */
export interface ProcessFigures {
  readonly projen: number;
  readonly require: number;
  /** How many times as long `npx projen` takes as `require("projen")`. */
  readonly ratio: number;
  /** Of `npx projen check`; not in figures from before it was measured. */
  readonly check?: number;
  /** How many times as long `npx projen check` takes as `npx projen`. */
  readonly checkRatio?: number;
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

function measured(): Required<ProcessFigures> {
  const [, ...runs] = Array.from({ length: RUNS + 1 }, () => {
    const [projen = 0, check = 0, bare = 0] = Object.values(COMMANDS).map(([command, ...args]) =>
      millisecondsOf(command, args),
    );
    return { projen, check, require: bare, ratio: projen / bare, checkRatio: check / projen };
  });
  const middle = (key: keyof ProcessFigures): number => median(runs.map((run) => run[key]));
  return {
    projen: middle("projen"),
    check: middle("check"),
    require: middle("require"),
    ratio: middle("ratio"),
    checkRatio: middle("checkRatio"),
  };
}

function millisecondsOf(command: string, args: readonly string[]): number {
  const [milliseconds, { status, stderr }] = timed(() =>
    spawnSync(command, args, { cwd: ROOT, encoding: "utf8" }),
  );
  if (status !== 0) throw new Error([command, ...args, "failed:", ...lastLines(stderr, 1)].join(" "));
  return milliseconds;
}

export function processTable(figures: ProcessFigures | null): string {
  const rows = (Object.keys(COMMANDS) as (keyof typeof COMMANDS)[]).flatMap((name) => {
    const figure = figures === null ? Number.NaN : figures[name];
    return figure === undefined ? [] : [[COMMANDS[name].join(" "), figure]];
  });
  return `An unchanged tree, milliseconds (medians of ${RUNS}, in turn)\n\n${table(["command", "ms"], rows)}`;
}

export function processReaches(figures: ProcessFigures | null): readonly Reach[] {
  const { ratio, checkRatio } = figures ?? { ratio: Number.NaN, checkRatio: Number.NaN };
  const check = { claim: "npx projen check takes as long as npx projen", limit: 1.2, unit: "times" };
  return [
    { claim: 'npx projen takes as long as require("projen")', measured: ratio, limit: 4, unit: "times" },
    ...(checkRatio === undefined ? [] : [{ ...check, measured: checkRatio }]),
  ];
}
