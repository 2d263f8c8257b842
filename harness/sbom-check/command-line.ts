import { readArguments } from "../read-arguments";

/** What `npm run sbom-check` was asked for. */
export interface Options {
  /** Folder names or references; none asks for every image. */
  readonly names: readonly string[];
  /** Folder names or references to leave out, with every image that needs them. */
  readonly except: readonly string[];
  /** Folder of the matrix and the lock. */
  readonly project: string;
  readonly readsImages: boolean;
  readonly asksForHelp: boolean;
}

/** How to call the command. */
export const USAGE = `usage: npm run sbom-check [-- NAME... [OPTION...]]

Validates the bills of materials and VEX documents of the images by the formats' own schemas, then compares each with
what is in the built image: each jar and each wheel by checksum, nothing missing, nothing extra. The images must have
been built (npm run images).

  NAME              a folder's name (spark-3.5.8-core: all its variants), a target of bake or a reference; none: every image
  --except NAME     leave this image out, and every image that needs it; can be given several times
  --project FOLDER  check the images of another matrix and lock, such as those of examples/jar-surgery
  --documents-only  validate the documents and read no image
  --help            print this text

Exit code: 0 when all is as the documents say, 1 when something is not, 2 for a wrong call.
`;

/** Reads the command's arguments. @throws UsageError naming the argument, what was found and what is allowed */
export function parseCommandLine(args: readonly string[]): Options {
  const { values, positionals } = readArguments({
    args: [...args],
    allowPositionals: true,
    options: {
      except: { type: "string", multiple: true, default: [] },
      project: { type: "string", default: "." },
      "documents-only": { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  return {
    names: positionals,
    except: values.except,
    project: values.project,
    readsImages: !values["documents-only"],
    asksForHelp: values.help,
  };
}
