import { readArguments } from "../../harness/read-arguments";
import { UsageError } from "../../src/model/usage-error";

/** What `npx projen explain` was asked for. */
export interface Options {
  /** A name of an image; undefined where the images are to be listed, or only help is asked for. */
  readonly image: string | undefined;
  readonly asksForJson: boolean;
  /** Paths of the matrix and of its lock. */
  readonly matrix: string;
  readonly lock: string;
  readonly asksForHelp: boolean;
}

/** How to call the command. */
export const USAGE = `usage: npx projen explain [IMAGE] [OPTION...]
       npm run -s explain -- [IMAGE] [OPTION...]

Says of each version in an image where it comes from, what binds it and what would let it move. Reads matrix.json,
lock.json and compatibility/; what would work is found out by asking the rules about a matrix with the other version.

  IMAGE          a folder's name (python-deps: all its variants), a variant (python-deps-gpu), a target of bake
                 (spark-4_1_1-jdk17) or a reference (spark-k8s-spark-4.1.1-jdk17:latest); none: lists the images
  --json         print it as JSON
  --matrix FILE  another matrix than matrix.json
  --lock FILE    another lock than lock.json
  --help         print this text

Exit code of npm run: 0, 1 when the matrix or the lock is wrong, 2 for a wrong call. npx projen makes 1 of 2.
`;

/** Reads the command's arguments. @throws UsageError naming the argument, what was found and what is allowed */
export function parseCommandLine(args: readonly string[]): Options {
  const { values, positionals } = readArguments({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      matrix: { type: "string", default: "matrix.json" },
      lock: { type: "string", default: "lock.json" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const [image, ...others] = positionals;
  if (others.length > 0) {
    throw new UsageError(`IMAGE: found ${positionals.length} of them, allowed: one image, or none.`);
  }
  const { json, matrix, lock, help } = values;
  return { image, asksForJson: json, matrix, lock, asksForHelp: help };
}
