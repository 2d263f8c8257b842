import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { failingStep } from "../failing-step";
import { runLoggedBuild } from "../logged-build";
import { succeeds } from "../run";

/** Environment of commands. */
type Environment = Readonly<Record<string, string>>;

/** Where a build runs. */
export interface Site {
  /** The project's folder. */
  readonly root: string;
  /** Environment that makes the `docker` command reach the engine. */
  readonly environment: Environment;
  /** Words to put before a command, which make it run where it is to run. */
  readonly entry: readonly string[];
  readonly signal: AbortSignal;
}

/** How a build ended. */
export interface Ended {
  readonly isBuilt: boolean;
  /** Everything that it printed. */
  readonly log: string;
}

/** Builds an image, its output in a file. @param args the words behind `docker` */
export async function build(args: readonly string[], logFile: string, site: Site): Promise<Ended> {
  const { root, environment, entry, signal } = site;
  const [command = "", ...words] = [...entry, "docker", ...args];
  const { exitCode } = await runLoggedBuild({
    command,
    args: words,
    cwd: root,
    // The engine's own builder, whatever builder the user has chosen.
    environment: { ...environment, BUILDX_BUILDER: "default" },
    logFile,
    signal,
  });
  signal.throwIfAborted();
  return { isBuilt: exitCode === 0, log: await readFile(logFile, "utf8") };
}

/** The last lines of the step that failed. */
export function whyNotBuilt({ log }: Ended): readonly string[] {
  return failingStep(log).map((line) => line.slice(0, 400));
}

/** Copies images from one engine to another. @throws Error naming an image that is not there, or the command that failed */
export async function copyImages(
  images: readonly string[],
  from: Environment,
  to: Environment,
  signal: AbortSignal,
): Promise<void> {
  for (const image of images) {
    if (await succeeds("docker", ["image", "inspect", image], { env: from, signal })) continue;
    signal.throwIfAborted();
    throw new Error(`${image} is not in the engine: build it first, with npm run images.`);
  }
  const save = spawn("docker", ["save", ...images], {
    env: { ...process.env, ...from },
    signal,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const load = spawn("docker", ["load", "--quiet"], {
    env: { ...process.env, ...to },
    signal,
    stdio: ["pipe", "ignore", "inherit"],
  });
  await Promise.all([pipeline(save.stdout, load.stdin), success(save), success(load)]);
}

async function success(command: ChildProcess): Promise<void> {
  const [status] = (await once(command, "close")) as [number | null];
  const [name, word] = command.spawnargs;
  if (status !== 0) throw new Error(`${name} ${word} ended with ${status}.`);
}
