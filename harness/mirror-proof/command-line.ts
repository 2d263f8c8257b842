import { type Build, folderName, selectBuilds } from "../plan";
import { readArguments } from "../read-arguments";

/** What `npm run mirror-proof` was asked for. */
export interface Options {
  /** Folder names or references; none asks for the images of {@link DEFAULT}. */
  readonly names: readonly string[];
  readonly asksForHelp: boolean;
}

/** Folders whose plain variants are built when no image is named: jars, and wheels with PySpark. */
const DEFAULT: readonly string[] = ["jdbc-drivers", "jars-iceberg", "python-deps"];

/** How to call the command. */
export const USAGE = `usage: npm run mirror-proof [-- NAME...]

Fills a mirror with what images download (npx projen mirror), and builds them from it with an engine of its own, in a
network that has nothing but the loopback interface and a static web server on it. The images that they are built on must
have been built (npm run images). Needs root on Linux. Prints one line of TAP for each claim.

  NAME    a folder's name (jdbc-drivers: all its variants), a target of bake or a reference; none: ${DEFAULT.join(", ")}
  --help  print this text

Exit code: 0 when every claim holds, 1 when one does not, 2 for a wrong call.
`;

/** Reads the command's arguments. @throws UsageError naming the argument that is unknown */
export function parseCommandLine(args: readonly string[]): Options {
  const { values, positionals } = readArguments({
    args: [...args],
    allowPositionals: true,
    options: { help: { type: "boolean", default: false } },
  });
  return { names: positionals, asksForHelp: values.help };
}

/** The builds that names ask for, without what they are built on. @throws UsageError for an unknown name */
export function buildsOfProof(builds: readonly Build[], names: readonly string[]): readonly Build[] {
  const isDefault = (build: Build): boolean =>
    Object.keys(build.arguments).length === 0 && DEFAULT.includes(folderName(build));
  if (names.length === 0) return builds.filter(isDefault);
  const named = selectBuilds(
    builds.map((build) => ({ ...build, parents: [] })),
    names,
  );
  const images = new Set(named.map(({ image }) => image));
  return builds.filter(({ image }) => images.has(image));
}
