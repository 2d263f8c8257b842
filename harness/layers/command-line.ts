import { parseArgs } from "node:util";
import { UsageError } from "../command-line";

/** What `npm run layer-check` was asked for. */
export interface Options {
  /** Folder names or references; none asks for every image. */
  readonly names: readonly string[];
  /** Folder names or references to leave out, with every image that needs them. */
  readonly except: readonly string[];
  /** Folder of the matrix and the lock. */
  readonly project: string;
  readonly asksForHelp: boolean;
}

/** How to call the command. */
export const USAGE = `usage: npm run layer-check [-- NAME... [OPTION...]]

Reads the layers of the built images (npm run images) and checks that nothing is stored in vain: no file in two layers of
an image, nothing taken away or given another owner in a higher layer, no layer of a runtime image that the images it is
put together from do not have. Then compares the bytes of all layers with those of all distinct files.

  NAME              a folder's name (spark-3.5.8-core: all its variants) or an image's reference; none: every image
  --except NAME     leave this image out, and every image that needs it; can be given several times
  --project FOLDER  check the images of another matrix and lock, such as those of examples/newest
  --help            print this text

Exit code: 0 when all is well, 1 when something is not, 2 for a wrong call.
`;

/** Reads the command's arguments. @throws UsageError naming the argument, what was found and what is allowed */
export function parseCommandLine(args: readonly string[]): Options {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        except: { type: "string", multiple: true, default: [] },
        project: { type: "string", default: "." },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    return { names: positionals, except: values.except, project: values.project, asksForHelp: values.help };
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`, {
      cause: error,
    });
  }
}
