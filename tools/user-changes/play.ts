import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { run } from "../../harness/run";
import type { Lock } from "../../src/model/lock";
import { generateProject } from "../../src/synthesize/generate-project";
import type { UserChange } from "./changes";

/** A command and its arguments. */
export type Command = readonly [command: string, ...args: string[]];

/** What a copy gets from elsewhere: from git and npm, from the fixture, and generated from that. */
const LEFT_OUT = new Set([
  ".git",
  "node_modules",
  "sbom",
  "matrix.json",
  "lock.json",
  "docker",
  "deploy",
  "docker-bake.hcl",
  "docs/advice.md",
  "THIRD-PARTY-LICENSES.md",
  ".github/workflows/images.yml",
]);

/** What a run of Vitest tells the processes that it starts; those of a copy are no part of that run. */
const CLEAN = Object.fromEntries(
  Object.keys(process.env)
    .filter((name) => /^(VITEST|NODE_ENV$|NODE_OPTIONS$)/.test(name))
    .map((name) => [name, undefined]),
);

/**
 * Makes a change in a copy of the project that has the matrix and the lock of `test/fixture-project`: locks, generates
 * and runs the tests as a user would, then removes the copy.
 *
 * @param test The command that runs the tests.
 * @param output Where output of the tests goes: `inherit` shows it.
 * @throws CommandError when a command fails.
 */
export async function play(
  root: string,
  change: UserChange,
  test: Command,
  output: "inherit" | "pipe",
): Promise<void> {
  const copy = mkdtempSync(join(tmpdir(), `${change.name}-`));
  const call = ([command, ...args]: Command, options = {}) =>
    run(command, args, { cwd: copy, env: CLEAN, ...options });
  try {
    copyProject(root, copy);
    await call(["git", "init", "--quiet"]);
    await call(["git", "add", "--all"]);
    const author = ["-c", "user.name=user", "-c", "user.email=user@example.com"];
    await call(["git", ...author, "commit", "--quiet", "--message", "the project"]);
    makeChange(copy, change);
    await call(["npx", "projen", "lock"]);
    await call(["npx", "projen"]);
    await call(test, { stdout: output, stderr: output });
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function copyProject(root: string, copy: string): void {
  const isCopied = (path: string): boolean => !LEFT_OUT.has(relative(root, path));
  cpSync(root, copy, { recursive: true, filter: isCopied });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  for (const name of ["matrix.json", "lock.json"])
    cpSync(join(root, "test/fixture-project", name), join(copy, name));
  generateProject(copy, ".", copy);
}

function makeChange(copy: string, { make }: UserChange): void {
  const read = (path: string): object => JSON.parse(readFileSync(join(copy, path), "utf8")) as object;
  const files = { matrix: read("matrix.json"), lock: read("lock.json") };
  make(files, read("examples/newest/lock.json") as Lock);
  for (const [name, value] of Object.entries(files))
    writeFileSync(join(copy, `${name}.json`), `${JSON.stringify(value, null, 2)}\n`);
}
