import { join } from "node:path";
import type { Plan } from "../src/plan";
import { ArtifactCache } from "./cache";
import { certificateAuthority } from "./certificate-authority";
import type { Options } from "./command-line";
import { warnOfFullDisk } from "./disk-space";
import { ensureEngine, type Engine } from "./engine";
import { untilAborted } from "./interruption";
import { startMirror, type Mirror } from "./mirror";
import { buildAndTest } from "./pipeline";
import type { Build } from "./plan";
import type { Report } from "./report";
import { withoutCache } from "./reproducible/rebuild";
import { verifyReproducible } from "./reproducible/verify";
import { RouteTable } from "./routes";
import { RunContext } from "./run-context";
import { TestServers } from "./servers/test-servers";
import { chooseSource } from "./source";
import { MirrorSupply, type Supply } from "./supply";
import type { ImageResult } from "./table";
import { TestEnvironments, type TestSupply } from "./test-environments";
import { UpstreamSupply } from "./upstream-supply";

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

/** Takes the results of builds and tests. */
type Show = (results: readonly ImageResult[]) => void;

/**
 * Builds and tests the images with an engine that is found or started, and hands the results to `show`.
 * @returns whether second builds, if they were asked for, have the same layers
 */
export async function runImages(run: Run, show: Show): Promise<boolean> {
  const engine = await ensureEngine(run.cacheFolder, run.report);
  try {
    const { source, reason } = await chooseSource(run.options.source);
    run.report(`source: ${source} (${reason})`);
    await warnOfFullDisk(engine, run.builds, run.report);
    return await (source === "upstream" ? buildFromUpstream : buildFromMirror)(run, engine, show);
  } finally {
    if (run.options.keepsEngine) await engine.keep();
    else await engine.stop();
  }
}

async function buildFromUpstream(run: Run, engine: Engine, show: Show): Promise<boolean> {
  return buildAndShow(run, engine, new UpstreamSupply(run.root, await certificateAuthority()), show);
}

async function buildFromMirror(run: Run, engine: Engine, show: Show): Promise<boolean> {
  if (process.arch !== "x64") {
    throw new Error(
      `The mirror's stand-ins are for amd64, and this machine is ${process.arch}: use --source upstream.`,
    );
  }
  const routes = new RouteTable();
  const mirror = await startMirror(routes);
  run.report(`mirror: ${mirror.url}`);
  try {
    const areSame = await buildAndShow(run, engine, mirrorSupply(run, engine, mirror, routes), show);
    await mirror.log.write(join(logFolder(run), "mirror.log"));
    if (!run.options.keepsMirror) return areSame;
    run.report(`mirror: still at ${mirror.url}; interrupt (Ctrl-C) to end it`);
    await untilAborted(run.signal);
    return areSame;
  } finally {
    await mirror.close();
  }
}

function mirrorSupply(run: Run, engine: Engine, mirror: Mirror, routes: RouteTable): Supply {
  const cache = cacheOf(run);
  const { root, lock, builds, report } = run;
  return new MirrorSupply({ root, lock, builds, cache, engine, mirror, routes, report });
}

async function buildAndShow(run: Run, engine: Engine, supply: Supply, show: Show): Promise<boolean> {
  const { verifiesReproducible } = run.options;
  const results = await build(run, engine, verifiesReproducible ? withoutCache(supply) : supply);
  show(results);
  return !verifiesReproducible || verify(run, engine, supply, results);
}

async function verify(
  run: Run,
  engine: Engine,
  supply: Supply,
  results: readonly ImageResult[],
): Promise<boolean> {
  const builds = results.filter(({ built }) => built.state === "done").map(({ build }) => build);
  const context = contextOf(run, engine, builds.length + 2);
  const staging = join(run.cacheFolder, "again");
  const print = (text: string): void => void process.stdout.write(text);
  return verifyReproducible(builds, { supply, context, staging, engine, print });
}

async function build(run: Run, engine: Engine, supply: Supply): Promise<ImageResult[]> {
  if (!run.options.isTested) return buildWith(run, engine, supply, undefined);
  const { root, report, signal } = run;
  const context = { root, cache: cacheOf(run), engine, supply, logFolder: logFolder(run), report, signal };
  const servers = new TestServers(context);
  try {
    return await buildWith(run, engine, supply, new TestEnvironments(run, servers));
  } finally {
    await servers.close();
  }
}

function buildWith(
  run: Run,
  engine: Engine,
  supply: Supply,
  tests: TestSupply | undefined,
): Promise<ImageResult[]> {
  const { builds, options, report } = run;
  const context = contextOf(run, engine, builds.length * (tests ? 2 : 1));
  report(`logs: ${logFolder(run)}`);
  return buildAndTest(builds, supply, context, { jobs: options.jobs, tests });
}

function contextOf(run: Run, engine: Engine, total: number): RunContext {
  const { root, options, report, signal } = run;
  const { project } = options;
  return new RunContext({ root, project, engine, logFolder: logFolder(run), report, total, signal });
}

function cacheOf({ cacheFolder, report }: Run): ArtifactCache {
  return new ArtifactCache(cacheFolder, report);
}

function logFolder({ cacheFolder }: Run): string {
  return join(cacheFolder, "logs");
}
