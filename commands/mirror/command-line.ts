import { readArguments } from "../../harness/read-arguments";
import { UsageError } from "../../src/model/usage-error";

/** What `npx projen mirror` was asked for. */
export interface Options {
  /** The mirror's folder. */
  readonly folder: string;
  readonly isVerified: boolean;
  /** Other mirrors, folders or URLs, asked before the sources of the lock. */
  readonly from: readonly string[];
  /** Kinds, groups or names of entries; none of these and no images: every locked file. */
  readonly only: readonly string[];
  /** Images whose files are meant, with those of the images that they are built on and take layers from. */
  readonly images: readonly string[];
  /** Platforms of wheels and CPython. */
  readonly platforms: readonly Platform[];
  /** URL at which the folder is to be served, without a slash at its end; undefined: what mirror.env says. */
  readonly base: string | undefined;
  readonly matrix: string;
  readonly lock: string;
  readonly asksForHelp: boolean;
}

const PLATFORMS = ["amd64", "arm64"] as const;
export type Platform = (typeof PLATFORMS)[number];

/** How to call the command. */
export const USAGE = `usage: npx projen mirror DIR [OPTION...]

Fills a folder with every locked file, in the layout that the build arguments expect: a static web server can serve it,
its maven2 is a Maven repository, its simple a package index. What is there and right is not fetched again.

  --verify             compare every file with the lock instead: missing, wrong, extra; writes nothing, asks no network
  --from DIR|URL       another mirror of this layout, asked first; can be given several times
  --only NAME          only these files; can be given several times
  --image IMAGE        only what this image downloads, and those that it is made of; can be given several times, and
                       with --only means both
  --platform PLATFORM  only wheels and CPython for amd64 or arm64, and what is for any platform
  --base URL           where the folder will be served, for mirror.env (default: what it says, else
                       http://127.0.0.1:8000)
  --matrix FILE        another matrix than matrix.json
  --lock FILE          another lock than lock.json
  --help               print this text

NAME is a kind (spark, pyspark, python, jars, wheels), a group of wheels (base, gpu, iceberg), spark:VERSION,
pyspark:VERSION, python:MINOR, Maven coordinates (group:artifact:version) or a wheel's name (numpy). IMAGE is the name
of an image's folder (jdbc-drivers: all its variants), a target of bake or a reference.

Exit code: 0 when all is there and right, 1 when something is missing, wrong or extra, 2 for a wrong call.
`;

/** Reads the command's arguments. @throws UsageError naming what was found and what is allowed */
export function parseCommandLine(args: readonly string[]): Options {
  const { values, positionals } = readArguments({
    args: [...args],
    allowPositionals: true,
    options: {
      verify: { type: "boolean", default: false },
      from: { type: "string", multiple: true, default: [] },
      only: { type: "string", multiple: true, default: [] },
      image: { type: "string", multiple: true, default: [] },
      platform: { type: "string" },
      base: { type: "string" },
      matrix: { type: "string", default: "matrix.json" },
      lock: { type: "string", default: "lock.json" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const [folder = "", ...others] = positionals;
  if (!values.help && (folder === "" || others.length > 0))
    throw new UsageError(`DIR: found ${positionals.length} folders, allowed: one.`);
  if (values.verify && values.from.length > 0)
    throw new UsageError("--verify: found with --from, allowed: without, since it fetches nothing.");
  return {
    folder,
    isVerified: values.verify,
    from: values.from,
    only: values.only,
    images: values.image,
    platforms: values.platform === undefined ? PLATFORMS : [parsePlatform(values.platform)],
    base: values.base === undefined ? undefined : parseBase(values.base),
    matrix: values.matrix,
    lock: values.lock,
    asksForHelp: values.help,
  };
}

function parsePlatform(platform: string): Platform {
  const known = PLATFORMS.find((name) => name === platform);
  if (known) return known;
  throw new UsageError(`--platform: found "${platform}", allowed: ${PLATFORMS.join(", ")}.`);
}

/** A value of a build argument: without anything that a shell reads. */
function parseBase(base: string): string {
  if (/^https?:\/\/[A-Za-z0-9_.-]+(:\d{1,5})?(\/[A-Za-z0-9._~%+-]+)*\/?$/.test(base))
    return base.replace(/\/$/, "");
  throw new UsageError(
    `--base: found "${base}", allowed: an http or https URL of letters, digits and -._~/:%+ such as https://mirror.internal.`,
  );
}
