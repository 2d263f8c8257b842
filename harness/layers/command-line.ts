import { readArguments } from "../read-arguments";

/** What `npm run layer-check` was asked for. */
export interface Options {
  /** Folder names or references; none asks for every image. */
  readonly names: readonly string[];
  /** Folder names or references to leave out, with every image that needs them. */
  readonly except: readonly string[];
  /** Folder of the matrix and the lock. */
  readonly project: string;
  /** Whether to make what the layers take now their budgets, instead of checking anything. */
  readonly updatesBudgets: boolean;
  readonly asksForHelp: boolean;
}

/** How to call the command. */
export const USAGE = `usage: npm run layer-check [-- NAME... [OPTION...]]

Reads the layers of the built images (npm run images) and checks that nothing is stored in vain: no file in two layers of
an image, nothing taken away or given another owner in a higher layer, no layer of a runtime image that the images it is
put together from do not have. Then compares the bytes of all layers with those of all distinct files, and those of each
layer with its budget in measured/layer-budgets.json: more than 2 % over it is too much.

  NAME              a folder's name (spark-3.5.8-core: all its variants), a target of bake or a reference; none: every image
  --except NAME     leave this image out, and every image that needs it; can be given several times
  --project FOLDER  check the images of another matrix and lock, such as those of examples/newest
  --update-budgets  write what the layers take now as their budgets, and say what grew; checks nothing
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
      project: { type: "string", default: "." },
      "update-budgets": { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  return {
    names: positionals,
    except: values.except,
    project: values.project,
    updatesBudgets: values["update-budgets"],
    asksForHelp: values.help,
  };
}
