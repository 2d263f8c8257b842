import { readArguments } from "../../harness/read-arguments";
import { UsageError } from "../../src/model/usage-error";

/** What the command is to do: make the lock right, or only say something of it. */
export type Mode = "write" | "check" | "verify";

/** What `npx projen lock` was asked for. */
export interface Options {
  readonly mode: Mode;
  /** Names of entries to move or to ask again; undefined: none; empty: everything that the matrix leaves open. */
  readonly upgrade: readonly string[] | undefined;
  /** Names of entries whose checksum may be another one for the same version. */
  readonly acceptChanged: readonly string[];
  /** Names of wheels that may become older. */
  readonly allowDowngrade: readonly string[];
  /** Path of the matrix from the project's folder. */
  readonly matrix: string;
  /** Path of the lock from the project's folder. */
  readonly lock: string;
  readonly asksForHelp: boolean;
}

/** How to call the command. */
export const USAGE = `usage: npx projen lock [OPTION...]

Makes lock.json hold everything that matrix.json asks for; only what the matrix needs moves. Pins of wheels stay where
any set of versions keeps them; else the fewest move, and one that would become older stops the command.

  --check                say what is missing or stale; writes nothing, asks no network
  --verify               ask every source of every entry and compare sizes and checksums; writes nothing
  --upgrade [NAME...]    move pins: wheels, CPython and images to the newest that the matrix allows; without NAME all
                         of them. Of what the matrix pins itself (jars, Spark), the checksums are read again
  --accept-changed NAME  take another checksum for an unchanged version; can be given several times
  --allow-downgrade NAME let a wheel become older where nothing else fits; can be given several times
  --matrix FILE          another matrix than matrix.json
  --lock FILE            another lock than lock.json
  --help                 print this text

NAME is a wheel's name (numpy), Maven coordinates (group:artifact:version), an image's reference (debian:bookworm-slim)
or spark:VERSION, pyspark:VERSION, python:MINOR.

Exit code: 0 when all is well, 1 when something is missing, stale, unobtainable or differs, 2 for a wrong call.
`;

/** Reads the command's arguments. @throws UsageError naming what was found and what is allowed */
export function parseCommandLine(args: readonly string[]): Options {
  const { values, positionals } = readArguments({
    args: [...args],
    allowPositionals: true,
    options: {
      check: { type: "boolean", default: false },
      verify: { type: "boolean", default: false },
      upgrade: { type: "boolean", default: false },
      "allow-downgrade": { type: "string", multiple: true, default: [] },
      "accept-changed": { type: "string", multiple: true, default: [] },
      matrix: { type: "string", default: "matrix.json" },
      lock: { type: "string", default: "lock.json" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const writing = ["accept-changed", "allow-downgrade"] as const;
  const writes = values.upgrade || writing.some((name) => values[name].length > 0);
  if (values.check && values.verify)
    throw new UsageError("--check and --verify: found both, allowed: one of them.");
  const mode = values.check ? "check" : values.verify ? "verify" : "write";
  if (mode !== "write" && writes) {
    throw new UsageError(
      `--${mode}: found with --upgrade, --accept-changed or --allow-downgrade, allowed: without, since it writes nothing.`,
    );
  }
  if (positionals.length > 0 && !values.upgrade) {
    throw new UsageError(
      `NAME: found "${positionals[0]}" without --upgrade, allowed: names behind --upgrade.`,
    );
  }
  return {
    mode,
    upgrade: values.upgrade ? positionals : undefined,
    acceptChanged: values["accept-changed"],
    allowDowngrade: values["allow-downgrade"],
    matrix: values.matrix,
    lock: values.lock,
    asksForHelp: values.help,
  };
}
