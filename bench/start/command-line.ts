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
  /** Whether to write the figures of each named Spark to `measured/`, and to renew the document that shows them. */
  readonly publishes: boolean;
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
  --publish       write them to measured/start-SPARK.json, for each SPARK that is named, and renew docs/start-up.md
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
      publish: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const { rounds, json, publish, help } = values;
  if (!/^[1-9][0-9]{0,2}$/.test(rounds))
    throw new UsageError(`--rounds: found "${rounds}", allowed: a whole number from 1 to 999.`);
  if (publish && positionals.length === 0)
    throw new UsageError("--publish: name each Spark whose figures are to be published.");
  return { sparks: positionals, rounds: Number(rounds), json, publishes: publish, asksForHelp: help };
}
