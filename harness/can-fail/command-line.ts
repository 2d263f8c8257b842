import { randomBytes } from "node:crypto";
import { readArguments } from "../read-arguments";
import { UsageError } from "../command-line";

/** What `npm run can-fail` was asked for. */
export interface Options {
  /** Folder names or references; none asks for every image. */
  readonly names: readonly string[];
  /** Folder names or references to leave out, with every image that needs them. */
  readonly except: readonly string[];
  /** Folder of the matrix whose images are tried; undefined: the project's own. */
  readonly project: string | undefined;
  /** Folder of another matrix, whose images are exchanged with the project's own; undefined: faults are tried. */
  readonly exchangedWith: string | undefined;
  /** What the names of the faults to try hold, one or the other; none asks for every fault. */
  readonly faults: readonly string[];
  /** Whether each fault is tried on every image that can have it, instead of on one. */
  readonly triesEveryImage: boolean;
  /** How many faults are tried for each kind of claim; undefined: all of them. */
  readonly sample: number | undefined;
  /** What decides which faults are tried where not all of them are. */
  readonly seed: string;
  /** How many attempts run at once. */
  readonly jobs: number;
  readonly asksForHelp: boolean;
}

/** How to call the command. */
export const USAGE = `usage: npm run can-fail [-- NAME... [OPTION...]]

Shows that the tests of images can fail: runs each test.sh against an image that is not there, against engines that do
not work, and against images with one fault each, in which exactly the claims named for the fault must fail. The images
must have been built (npm run images).

  NAME           a folder's name (spark-3.5.8-core: all its variants), a target of bake or a reference; none: every image
  --except NAME  leave this image out, and every image that needs it; can be given several times
  --project FOLDER
                 try the images of another matrix and lock, such as those of examples/jar-surgery
  --exchanged-with FOLDER
                 instead of faults, try the Spark cores of another matrix, such as that of examples/jar-surgery, in
                 place of the project's own and the other way round, where their jars differ
  --fault TEXT   try only faults whose name holds this text; can be given several times
  --every-image  try each fault on every image that can have it, with every claim; left out: on one image of
                 the kind, the one made of the fewest others, and without the claims about jobs of Spark and
                 an archive of classes where the fault breaks none of them
  --sample N     try only some of the faults: N at least for each kind of claim, chosen by a seed that is printed
  --seed TEXT    choose them by this seed; left out: another one in each run
  --jobs N       attempts at once (default 2)
  --help         print this text

Exit code: 0 when every faulty image was found out, 1 when one was not, 2 for a wrong call.
`;

/** Reads the command's arguments. @throws UsageError naming the argument, what was found and what is allowed */
export function parseCommandLine(args: readonly string[]): Options {
  const { values, positionals } = readArguments({
    args: [...args],
    allowPositionals: true,
    options: {
      except: { type: "string", multiple: true, default: [] },
      project: { type: "string" },
      "exchanged-with": { type: "string" },
      fault: { type: "string", multiple: true, default: [] },
      "every-image": { type: "boolean", default: false },
      sample: { type: "string" },
      seed: { type: "string" },
      jobs: { type: "string", default: "2" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.seed !== undefined && values.sample === undefined)
    throw new UsageError("--seed: found it without --sample, allowed: both, or --sample alone.");
  return {
    names: positionals,
    except: values.except,
    project: values.project,
    exchangedWith: values["exchanged-with"],
    faults: values.fault,
    triesEveryImage: values["every-image"],
    sample: values.sample === undefined ? undefined : parseCount("--sample", values.sample),
    seed: values.seed ?? randomBytes(4).toString("hex"),
    jobs: parseCount("--jobs", values.jobs),
    asksForHelp: values.help,
  };
}

function parseCount(option: string, count: string): number {
  if (/^[1-9][0-9]?$/.test(count)) return Number(count);
  throw new UsageError(`${option}: found "${count}", allowed: a whole number from 1 to 99.`);
}
