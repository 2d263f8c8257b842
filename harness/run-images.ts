import { join } from "node:path";
import type { Plan } from "../src/plan";
import { ArtifactCache } from "./cache";
import type { Options } from "./command-line";
import { ensureEngine, type Engine } from "./engine";
import { untilAborted } from "./interruption";
import { startMirror, type Mirror } from "./mirror";
import { buildAndTest } from "./pipeline";
import type { Build } from "./plan";
import type { Report } from "./report";
import { RouteTable } from "./routes";
import { RunContext } from "./run-context";
import { chooseSource } from "./source";
import { MirrorSupply, upstreamSupply, type Supply } from "./supply";
import type { ImageResult } from "./table";

/** What a run of the harness works with. */
export interface Run {
  /** The project's folder. */
  readonly root: string;
  readonly lock: Plan["lock"];
  /** Every build behind its parents. */
  readonly builds: readonly Build[];
  readonly options: Options;
  /** Folder for everything that is kept between runs. */
  readonly cacheFolder: string;
  readonly report: Report;
  /** Ends the run when it is aborted. */
  readonly signal: AbortSignal;
}

/** Builds and tests the images with an engine that is found or started, and hands the results to `show`. */
export async function runImages(run: Run, show: (results: readonly ImageResult[]) => void): Promise<void> {
  const engine = await ensureEngine(run.cacheFolder, run.report);
  try {
    const { source, reason } = await chooseSource(run.options.source);
    run.report(`source: ${source} (${reason})`);
    if (source === "upstream") show(await build(run, engine, upstreamSupply));
    else await buildFromMirror(run, engine, show);
  } finally {
    if (run.options.keepsEngine) engine.keep();
    else await engine.stop();
  }
}

async function buildFromMirror(
  run: Run,
  engine: Engine,
  show: (results: readonly ImageResult[]) => void,
): Promise<void> {
  if (process.arch !== "x64") {
    throw new Error(
      `The mirror's stand-ins are for amd64, and this machine is ${process.arch}: use --source upstream.`,
    );
  }
  const routes = new RouteTable();
  const mirror = await startMirror(routes);
  run.report(`mirror: ${mirror.url}`);
  try {
    show(await build(run, engine, mirrorSupply(run, engine, mirror, routes)));
    await mirror.log.write(join(logFolder(run), "mirror.log"));
    if (!run.options.keepsMirror) return;
    run.report(`mirror: still at ${mirror.url}; interrupt (Ctrl-C) to end it`);
    await untilAborted(run.signal);
  } finally {
    await mirror.close();
  }
}

function mirrorSupply(run: Run, engine: Engine, mirror: Mirror, routes: RouteTable): Supply {
  const cache = new ArtifactCache(run.cacheFolder, run.report);
  const { root, lock, builds, report } = run;
  return new MirrorSupply({ root, lock, builds, cache, engine, mirror, routes, report });
}

function build(run: Run, engine: Engine, supply: Supply): Promise<ImageResult[]> {
  const { root, builds, options, report, signal } = run;
  const total = builds.length * (options.isTested ? 2 : 1);
  const context = new RunContext({ root, engine, logFolder: logFolder(run), report, total, signal });
  report(`logs: ${logFolder(run)}`);
  return buildAndTest(builds, supply, context, options);
}

function logFolder({ cacheFolder }: Run): string {
  return join(cacheFolder, "logs");
}
