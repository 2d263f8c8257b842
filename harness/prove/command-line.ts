import { readArguments } from "../read-arguments";
import { UsageError } from "../../src/model/usage-error";
import type { JarChange } from "../../src/model/compatibility/jar-proofs";

/** What `npm run prove` was asked for. */
export interface Options {
  /** A Spark and the changes to its jars; undefined asks for the rows that there are. */
  readonly asked: { readonly spark: string; readonly changes: readonly JarChange[] } | undefined;
  /** Whether rows of the job and Java of today are run again too. */
  readonly isAll: boolean;
  readonly asksForHelp: boolean;
}

/** How to call the command. */
export const USAGE = `usage: npm run prove [-- SPARK [CHANGE...]] [OPTION...]

Makes the changes to the jars of a Spark distribution in a temporary folder, runs harness/prove/job there, and writes what
came of it into compatibility/jar-proofs.json. Needs Linux, Java, Maven and Python 3.10 or newer; no engine, no cluster.

  SPARK                      a version that compatibility/distributions.json has
  FILE=GROUP:ARTIFACT:VERSION  the jar with this file name is replaced by this one
  FILE=                        it is removed
  =GROUP:ARTIFACT:VERSION      this jar is added
                             no CHANGE: the distribution as it is; no SPARK: every row of the file that was made by
                             another job or Java than those of today
  --all                      no SPARK: every row of the file
  --help                     print this text

Exit code: 0 when each run has its row, whatever came of it, 1 when one could not be made, 2 for a wrong call.
`;

const CHANGE = /^([^=:]*\.jar)?=((?:[\w.-]+:){2}[\w.-]+(?::jar:[\w.-]+)?)?$/;

/** Reads the command's arguments. @throws UsageError naming the argument, what was found and what is allowed */
export function parseCommandLine(args: readonly string[]): Options {
  const { values, positionals } = readArguments({
    args: [...args],
    allowPositionals: true,
    options: {
      all: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const [spark, ...changes] = positionals;
  if (spark !== undefined && !/^\d+\.\d+\.\d+$/.test(spark))
    throw new UsageError(`SPARK: found "${spark}", allowed: a version such as 4.1.1.`);
  if (spark !== undefined && values.all)
    throw new UsageError("--all: found beside a SPARK, allowed: one of the two.");
  return {
    asked: spark === undefined ? undefined : { spark, changes: changes.map(parseChange) },
    isAll: values.all,
    asksForHelp: values.help,
  };
}

function parseChange(argument: string): JarChange {
  const [, file, coordinates] = CHANGE.exec(argument) ?? [];
  if (file !== undefined && coordinates !== undefined) return { replace: file, with: coordinates };
  if (file !== undefined) return { remove: file };
  if (coordinates !== undefined) return { add: coordinates };
  throw new UsageError(
    `CHANGE: found "${argument}", allowed: FILE=GROUP:ARTIFACT:VERSION, FILE= or =GROUP:ARTIFACT:VERSION.`,
  );
}
