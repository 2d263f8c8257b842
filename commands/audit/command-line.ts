import { parseArgs } from "node:util";
import { isDay } from "../../src/advise/day";
import { SEVERITIES, type Severity } from "../../src/advise/severity";
import { show } from "../../src/model/problem";
import { UsageError } from "../../src/model/usage-error";

/** What `npx projen audit` was asked for. */
export interface Options {
  /** Day to compare dates with, YYYY-MM-DD; undefined: today. */
  readonly date: string | undefined;
  readonly asksForJson: boolean;
  /** The least severity that fails; `never`: none does. */
  readonly failOn: Severity | "never";
  /** Paths of the matrix and of its lock. */
  readonly matrix: string;
  readonly lock: string;
  readonly asksForHelp: boolean;
}

/** How to call the command. */
export const USAGE = `usage: npx projen audit [OPTION...]
       npm run -s audit -- [OPTION...]

Says what ought to be known of the images on a day: parts whose support has ended or soon will, known vulnerabilities of
the pinned versions, licences that need attention. Reads matrix.json, lock.json and compatibility/, nothing else.

  --date YYYY-MM-DD   the day to compare dates with (default: today, UTC)
  --json              print the report as JSON, as schema/audit.schema.json has it
  --fail-on SEVERITY  the least severity that fails: ${SEVERITIES.join(", ")} or never (default low)
  --matrix FILE       another matrix than matrix.json
  --lock FILE         another lock than lock.json
  --help              print this text

Exit code of npm run: 0 when nothing is as severe as --fail-on; otherwise 10 info, 11 low, 12 medium, 13 high or
14 critical, the highest found; 1 when the matrix or the lock is wrong, 2 for a wrong call. npx projen makes 1 of each of
them but 0.
`;

/** Reads the command's arguments. @throws UsageError naming the argument, what was found and what is allowed */
export function parseCommandLine(args: readonly string[]): Options {
  const values = readArguments(args);
  return {
    date: parseDate(values.date),
    asksForJson: values.json,
    failOn: parseSeverity(values["fail-on"]),
    matrix: values.matrix,
    lock: values.lock,
    asksForHelp: values.help,
  };
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        date: { type: "string" },
        json: { type: "boolean", default: false },
        "fail-on": { type: "string", default: "low" },
        matrix: { type: "string", default: "matrix.json" },
        lock: { type: "string", default: "lock.json" },
        help: { type: "boolean", short: "h", default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function parseDate(date: string | undefined): string | undefined {
  if (date === undefined || isDay(date)) return date;
  throw new UsageError(`--date: found ${show(date)}, allowed: a day of the calendar, such as 2026-11-23.`);
}

function parseSeverity(severity: string): Severity | "never" {
  const allowed = [...SEVERITIES, "never"] as const;
  const found = allowed.find((name) => name === severity);
  if (found !== undefined) return found;
  throw new UsageError(`--fail-on: found ${show(severity)}, allowed: ${allowed.join(", ")}.`);
}
