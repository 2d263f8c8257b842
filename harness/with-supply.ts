import type { Lock } from "../src/model/lock";
import { ArtifactCache } from "./cache";
import { certificateAuthority } from "./certificate-authority";
import type { Engine } from "./engine";
import { startMirror } from "./mirror";
import type { Build } from "./plan";
import type { Report } from "./report";
import type { RequestLog } from "./request-log";
import { RouteTable } from "./routes";
import { chooseSource } from "./source";
import { MirrorSupply, type Supply } from "./supply";
import { UpstreamSupply } from "./upstream-supply";

/** What a supply is made for. */
export interface Supplied {
  /** The project's folder. */
  readonly root: string;
  readonly lock: Lock;
  /** Every build of the plan, those that are only needed as parents too. */
  readonly all: readonly Build[];
  readonly engine: Engine;
  readonly cacheFolder: string;
  readonly report: Report;
}

/** Runs `work` with what builds need: from upstream where it answers, else from a loopback mirror. */
export async function withSupply<T>(supplied: Supplied, work: (supply: Supply) => Promise<T>): Promise<T> {
  const { source } = await chooseSource(undefined);
  if (source === "mirror") return withMirrorSupply(supplied, work);
  return work(new UpstreamSupply(supplied.root, await certificateAuthority()));
}

/** Runs `work` with what builds need, all of it from a loopback mirror that is there meanwhile, and its log. */
export async function withMirrorSupply<T>(
  supplied: Supplied,
  work: (supply: Supply, requests: RequestLog) => Promise<T>,
): Promise<T> {
  return withMirror((supplyOf, requests) => work(supplyOf(supplied), requests));
}

/** Runs `work` with a loopback mirror, from which it can supply the builds of several projects. */
export async function withMirror<T>(
  work: (supplyOf: (supplied: Supplied) => Supply, requests: RequestLog) => Promise<T>,
): Promise<T> {
  const routes = new RouteTable();
  const mirror = await startMirror(routes);
  try {
    return await work(({ root, lock, all, engine, cacheFolder, report }) => {
      const cache = new ArtifactCache(cacheFolder, report);
      return new MirrorSupply({ root, lock, builds: all, cache, engine, mirror, routes, report });
    }, mirror.log);
  } finally {
    await mirror.close();
  }
}
