import { readArguments } from "../../harness/read-arguments";
import { UsageError } from "../../src/model/usage-error";

/** What `npx projen generate` was asked for. */
export interface Options {
  /** Folder that holds the matrix and the lock. */
  readonly folder: string;
  /** Folder that gets `docker/` and the notice of licences. */
  readonly out: string;
  readonly asksForHelp: boolean;
}

/** How to call the command. */
export const USAGE = `usage: npx projen generate FOLDER [--out DIR]

Generates the Dockerfiles of another matrix than the project's own.

  FOLDER     holds the matrix, matrix.json or matrix.jsonc, and its lock.json, such as examples/newest
  --out DIR  writes docker/ and THIRD-PARTY-LICENSES.md there (default FOLDER)
  --help     print this text

Exit code: 0 when all is well, 1 for a matrix or a lock that cannot work, 2 for a wrong call; npx projen makes 1 of 2,
npm run -s generate -- ... passes it on.
`;

/** Reads the command's arguments. @throws UsageError naming the argument, what was found and what is allowed */
export function parseCommandLine(args: readonly string[]): Options {
  const { values, positionals } = readArguments({
    args: [...args],
    allowPositionals: true,
    options: { out: { type: "string" }, help: { type: "boolean", short: "h", default: false } },
  });
  const [folder, ...more] = positionals;
  if (values.help) return { folder: "", out: "", asksForHelp: true };
  if (folder === undefined || more.length > 0)
    throw new UsageError(
      `FOLDER: found ${positionals.length} folders, allowed: one, such as examples/newest.`,
    );
  return { folder, out: values.out ?? folder, asksForHelp: false };
}
