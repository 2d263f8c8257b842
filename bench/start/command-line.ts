import { UsageError } from "../../src/model/usage-error";
import { readArguments } from "../../harness/read-arguments";

/** What `npm run bench:start` was asked for. */
export interface Options {
  /** Spark versions; none asks for the newest of each line that has a runtime with Python. */
  readonly sparks: readonly string[];
  /** How many jobs of each image are measured. */
  readonly rounds: number;
  /** File for the figures; undefined: none. */
  readonly json: string | undefined;
  readonly asksForHelp: boolean;
}

/** How to call the command. */
export const USAGE = `usage: npm run bench:start [-- SPARK... [OPTION...]]

Builds a runtime with an archive of classes, the same without, and one laid out and started as Apache Spark's official
images are, from the same downloads; then plays a short job on each in turn, on a Kubernetes of one node, and measures
when its executor is registered, its first task done and the job ended, and the processor time of its pods. Needs root on
Debian. Prints medians; the first round is not counted.

  SPARK           a version of the matrix; none: the newest of each line with a runtime that has Python
  --rounds N      rounds that are counted (default: 10)
  --json FILE     write every figure there too
  --help          print this text

Exit code: 0 when every reach is met, 1 when one is missed, 2 for a wrong call.
`;

/** Reads the command's arguments. @throws UsageError naming the argument, what was found and what is allowed */
export function parseCommandLine(args: readonly string[]): Options {
  const { values, positionals } = readArguments({
    args: [...args],
    allowPositionals: true,
    options: {
      rounds: { type: "string", default: "10" },
      json: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const { rounds, json, help } = values;
  if (!/^[1-9][0-9]{0,2}$/.test(rounds))
    throw new UsageError(`--rounds: found "${rounds}", allowed: a whole number from 1 to 999.`);
  return { sparks: positionals, rounds: Number(rounds), json, asksForHelp: help };
}
