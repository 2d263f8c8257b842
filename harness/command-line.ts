import { readArguments } from "./read-arguments";
import { UsageError } from "../src/model/usage-error";

export { UsageError };

/** Where builds take their artifacts from: the sources in the Dockerfiles, or the loopback mirror. */
export type Source = "upstream" | "mirror";

/** What `npm run images` was asked for. */
export interface Options {
  /** Folder names or references; none asks for every image. */
  readonly names: readonly string[];
  /** Folder names or references to leave out, with every image that needs them. */
  readonly except: readonly string[];
  /** Folder with another matrix and lock; undefined: the project's own. */
  readonly project: string | undefined;
  /** Undefined: found out by asking an upstream. */
  readonly source: Source | undefined;
  /** How many builds and tests run at once. */
  readonly jobs: number;
  readonly isTested: boolean;
  /** Whether each image is built twice, without the engine's cache, and its layers compared. */
  readonly verifiesReproducible: boolean;
  readonly keepsEngine: boolean;
  readonly keepsMirror: boolean;
  readonly asksForHelp: boolean;
}

/** How to call the command. */
export const USAGE = `usage: npm run images [-- NAME... [OPTION...]]

Builds the images from the committed Dockerfiles, parents first, and runs each image's test.sh.

  NAME                      a folder's name (spark-3.5.8-core: all its variants), a target of bake or a reference;
                            none: every image
  --except NAME             leave this image out, and every image that needs it; can be given several times
  --project FOLDER          build the images of another matrix and lock, such as those of examples/newest
  --source upstream|mirror  take artifacts from the internet, or from a loopback mirror filled by package
                            registries and stand-ins; left out: upstream where it answers
  --jobs N                  builds and tests at once (default 2)
  --no-test                 build only
  --verify-reproducible     build without the engine's cache, then each image once more in other circumstances, and say
                            which layers differ and in what files
  --keep-engine             leave an engine that was started for this running
  --keep-mirror             go on serving the mirror afterwards, until interrupted
  --help                    print this text

Exit code: 0 when all is well, 1 when a build or test failed or two builds differ, 2 for a wrong call.
`;

/** Reads the command's arguments. @throws UsageError naming the argument, what was found and what is allowed */
export function parseCommandLine(args: readonly string[]): Options {
  const { values, positionals } = readArguments({
    args: [...args],
    allowPositionals: true,
    options: {
      project: { type: "string" },
      source: { type: "string" },
      except: { type: "string", multiple: true, default: [] },
      jobs: { type: "string", default: "2" },
      "no-test": { type: "boolean", default: false },
      "verify-reproducible": { type: "boolean", default: false },
      "keep-engine": { type: "boolean", default: false },
      "keep-mirror": { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  return {
    names: positionals,
    except: values.except,
    project: values.project,
    source: parseSource(values.source),
    jobs: parseJobs(values.jobs),
    isTested: !values["no-test"],
    verifiesReproducible: values["verify-reproducible"],
    keepsEngine: values["keep-engine"],
    keepsMirror: values["keep-mirror"],
    asksForHelp: values.help,
  };
}

function parseSource(source: string | undefined): Source | undefined {
  if (source === undefined || source === "upstream" || source === "mirror") return source;
  throw new UsageError(`--source: found "${source}", allowed: upstream, mirror.`);
}

function parseJobs(jobs: string): number {
  if (/^[1-9][0-9]?$/.test(jobs)) return Number(jobs);
  throw new UsageError(`--jobs: found "${jobs}", allowed: a whole number from 1 to 99.`);
}
