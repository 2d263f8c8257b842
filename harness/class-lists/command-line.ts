import { readArguments } from "../read-arguments";

/** What `npm run class-lists` was asked for. */
export interface Options {
  /** Spark versions; none asks for the newest of each line that has an archive of classes. */
  readonly sparks: readonly string[];
  readonly asksForHelp: boolean;
}

/** How to call the command. */
export const USAGE = `usage: npm run class-lists [-- SPARK... [OPTION...]]

Runs Spark in built core images (npm run images) without a network, lists the classes that its drivers and executors
load, and writes them into templates/class-lists, a file for each line of Spark: what its archive of classes is made of.

  SPARK     a version of the matrix, one of each line; none: the newest of each line that has an archive of classes
  --help    print this text

Exit code: 0 when the lists are written, 1 when one is not, 2 for a wrong call.
`;

/** Reads the command's arguments. @throws UsageError naming the argument, what was found and what is allowed */
export function parseCommandLine(args: readonly string[]): Options {
  const { values, positionals } = readArguments({
    args: [...args],
    allowPositionals: true,
    options: { help: { type: "boolean", short: "h", default: false } },
  });
  return { sparks: positionals, asksForHelp: values.help };
}
