import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type BakedBuild, bakeArguments, overridesOf } from "../bake/bake-call";
import { runLoggedBuild } from "../logged-build";
import { lastLines } from "../run";
import { readSteps, type Step } from "./steps";

const SHOWN = 20;

/** Where and with what builds of a fleet run. */
export interface Fleet {
  /** The project's folder. */
  readonly root: string;
  /** Environment that makes the `docker` command reach the builders. */
  readonly environment: Readonly<Record<string, string>>;
  /** Folder for files that last as long as the fleet. */
  readonly scratch: string;
  readonly logFolder: string;
  readonly signal: AbortSignal;
}

/** One call of bake. */
export interface Call {
  /** Name of its log. */
  readonly name: string;
  readonly builder: string;
  readonly builds: readonly BakedBuild[];
  /** Variables of the bake file. */
  readonly variables: Readonly<Record<string, string>>;
  /** Further words of the command line. */
  readonly options: readonly string[];
}

/** Calls bake. @returns its steps @throws Error with the last lines of what it said, when it fails */
export async function bake(fleet: Fleet, call: Call): Promise<readonly Step[]> {
  const { root, environment, scratch, logFolder, signal } = fleet;
  const { name, builder, builds, variables, options } = call;
  const overrides = join(scratch, `${name}.json`);
  const logFile = join(logFolder, `${name}.log`);
  await writeFile(overrides, overridesOf(builds));
  const words = bakeArguments(builds, overrides);
  const { exitCode } = await runLoggedBuild({
    command: "docker",
    args: [...words, "--progress", "rawjson", ...options],
    cwd: root,
    environment: { ...environment, BUILDX_BUILDER: builder, ...variables },
    logFile,
    signal,
  });
  signal.throwIfAborted();
  const log = await readFile(logFile, "utf8");
  if (exitCode !== 0) {
    const said = log.split("\n").filter((line) => !line.startsWith("{"));
    const lines = lastLines(said.join("\n"), SHOWN).map((line) => line.slice(0, 400));
    throw new Error([`bake ${name} failed (all in ${logFile}):`, ...lines].join("\n  "));
  }
  return readSteps(log);
}
