import { readArguments } from "../read-arguments";

/** What `npm run bake-check` was asked for. */
export interface Options {
  /** Folder names or references; none asks for every image. */
  readonly names: readonly string[];
  /** Folder names or references to leave out, with every image that needs them. */
  readonly except: readonly string[];
  /** Folder with another matrix and lock; undefined: the project's own. */
  readonly project: string | undefined;
  readonly asksForHelp: boolean;
}

/** How to call the command. */
export const USAGE = `usage: npm run bake-check [-- NAME... [OPTION...]]

Builds the images with one call of docker buildx bake, and checks that each has the layers that plain docker build gives
it (npm run images), digest for digest. The images that bake makes are removed again.

  NAME              a folder's name (spark-3.5.8-core: all its variants), a target of bake or a reference; none: every image
  --except NAME     leave this image out, and every image that needs it; can be given several times
  --project FOLDER  build the images of another matrix and lock, such as those of examples/newest
  --help            print this text

Exit code: 0 when all is well, 1 when something is not, 2 for a wrong call.
`;

/** Reads the command's arguments. @throws UsageError naming the argument, what was found and what is allowed */
export function parseCommandLine(args: readonly string[]): Options {
  const { values, positionals } = readArguments({
    args: [...args],
    allowPositionals: true,
    options: {
      except: { type: "string", multiple: true, default: [] },
      project: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  return { names: positionals, except: values.except, project: values.project, asksForHelp: values.help };
}
