import { readFile } from "node:fs/promises";
import { buildArguments } from "./build-command";
import { failingStep } from "./failing-step";
import { runLoggedBuild } from "./logged-build";
import { folderName, type Build } from "./plan";
import { secondsSince } from "./report";
import { run } from "./run";
import type { RunContext } from "./run-context";
import { shellLine } from "./shell-quote";
import type { Supply } from "./supply";

/** An image that was built. */
export interface BuiltImage {
  /** Seconds that the build took. */
  readonly seconds: number;
  /** Bytes of all its layers. */
  readonly size: number;
}

/** Builds one image with `docker build` from its folder, its output in a log file. */
export async function buildImage(build: Build, supply: Supply, context: RunContext): Promise<BuiltImage> {
  const inputs = await supply.prepare(build);
  const start = Date.now();
  const args = buildArguments(build, inputs);
  const logFile = context.logFile(build, "build");
  const { exitCode } = await context.announced({ what: `${labelOf(build)} building`, done: "built" }, () =>
    runLoggedBuild({
      command: "docker",
      args,
      cwd: context.root,
      logFile,
      signal: context.signal,
      // The engine's own builder, whatever builder the user has chosen: it alone sees the parents built before.
      environment: { ...context.environment, BUILDX_BUILDER: "default" },
    }),
  );
  if (exitCode !== 0) throw new Error(await describeFailure(build, args, logFile));
  const seconds = secondsSince(start);
  return { seconds, size: await imageSize(build.image, context) };
}

/** A build's name in progress lines: the folder's name, with the tag where it is not the plain one. */
export function labelOf(build: Build): string {
  const tag = build.image.split(":").at(-1) ?? "";
  return Object.keys(build.arguments).length > 0 ? `${folderName(build)}:${tag}` : folderName(build);
}

async function imageSize(image: string, context: RunContext): Promise<number> {
  const args = ["image", "inspect", "--format", "{{.Size}}", image];
  return Number(await run("docker", args, { env: context.environment }));
}

async function describeFailure(build: Build, args: readonly string[], logFile: string): Promise<string> {
  const lines = failingStep(await readFile(logFile, "utf8"));
  return [
    `${labelOf(build)} was not built; the failing step's last lines (all in ${logFile}):`,
    ...lines.map((line) => `  ${line}`),
    "Repeat it in the project's folder with:",
    `  ${shellLine(["docker", ...args])}`,
  ].join("\n");
}
