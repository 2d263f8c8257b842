import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { CommandError, run, succeeds } from "../../harness/run";
import { UsageError } from "../../src/model/usage-error";
import { BAKE_FILE } from "../../src/render/bake-file";

/** What the files of an earlier state and those that there are now have differently. */
export interface Changes {
  /** Paths from the project's folder; undefined: there is no earlier state, so everything is new. */
  readonly paths: readonly string[] | undefined;
  /** The bake file then; undefined: not known, and empty where there was none. */
  readonly earlierBakeFile: string | undefined;
  readonly bakeFile: string;
}

/** The commit that GitHub names where there was none: of a new branch. */
const NO_COMMIT = /^0{40,64}$/;
const FETCH = "git fetch it with its history (fetch-depth: 0 of actions/checkout)";

/**
 * What the work on a branch has changed, committed or not, since it left another.
 *
 * @param root Folder of the project.
 * @throws Error in one line, when there is no git, no repository, or no commit that both have.
 */
export async function changesSince(root: string, base: string): Promise<Changes> {
  const bakeFile = readBakeFile(root);
  if (NO_COMMIT.test(base)) return { paths: undefined, earlierBakeFile: "", bakeFile };
  const git = (...words: string[]) => run("git", words, { cwd: root });
  const from = await commonCommit(root, base);
  const changed = await git("diff", "--name-only", "--no-renames", "--relative", "-z", from, "--");
  const added = await git("ls-files", "--others", "--exclude-standard", "-z");
  const isThere = await succeeds("git", ["cat-file", "-e", `${from}:./${BAKE_FILE}`], { cwd: root });
  const earlierBakeFile = isThere ? `${await git("show", `${from}:./${BAKE_FILE}`)}\n` : "";
  return { paths: [changed, added].flatMap(pathsIn), earlierBakeFile, bakeFile };
}

/**
 * What a list of changed files says. Which parts of the bake file were others is not in it.
 *
 * @throws UsageError with a line for each path that is not in the project's folder.
 */
export function changesOf(root: string, given: readonly string[]): Changes {
  const paths = given.map((path) => relative(root, resolve(root, path)).split(sep).join("/"));
  const outside = given.filter((_, index) => !isWithin(paths[index] ?? ""));
  if (outside.length > 0) {
    const allowed = "a path in the project's folder, from there";
    throw new UsageError(
      outside.map((path) => `--changed: found "${path}", allowed: ${allowed}.`).join("\n"),
    );
  }
  const bakeFile = readBakeFile(root);
  return { paths, earlierBakeFile: paths.includes(BAKE_FILE) ? undefined : bakeFile, bakeFile };
}

function isWithin(path: string): boolean {
  return path !== "" && path !== ".." && !path.startsWith("../") && !isAbsolute(path);
}

function readBakeFile(root: string): string {
  const file = join(root, BAKE_FILE);
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

async function commonCommit(root: string, base: string): Promise<string> {
  await run("git", ["rev-parse", "--git-dir"], { cwd: root }).catch((error: unknown) => {
    // Git that is not there says so itself.
    if (error instanceof CommandError && error.exitCode === undefined) throw error;
    throw new Error(
      `found no git repository in ${root}; fix: call this in a clone, or name files with --changed.`,
    );
  });
  return run("git", ["merge-base", "--end-of-options", base, "HEAD"], { cwd: root }).catch(() => {
    const allowed = "a branch, tag or commit that has a commit in common with HEAD";
    throw new Error(`BASE: found "${base}", which git does not know; allowed: ${allowed}; fix: ${FETCH}.`);
  });
}

function pathsIn(output: string): readonly string[] {
  return output.split("\0").filter((path) => path !== "");
}
