import { join } from "node:path";
import { ArtifactCache } from "../cache";
import { certificateAuthority } from "../certificate-authority";
import type { Engine } from "../engine";
import { startMirror } from "../mirror";
import type { Build, Plan } from "../plan";
import type { Report } from "../report";
import { RouteTable } from "../routes";
import { run } from "../run";
import { chooseSource } from "../source";
import { MirrorSupply, type Supply } from "../supply";
import { UpstreamSupply } from "../upstream-supply";
import { build, type Site, whyNotBuilt } from "./images";

/** Reference of the Debian that has what downloading stages install; it is removed afterwards. */
export const DEBIAN = "spark-k8s-mirror-proof-debian:latest";

/** What preparing needs. */
export interface Preparation {
  readonly root: string;
  readonly lock: Plan["lock"];
  readonly all: readonly Build[];
  readonly engine: Engine;
  readonly cacheFolder: string;
  readonly report: Report;
  readonly signal: AbortSignal;
}

/**
 * While there is a network: brings what builds download into the cache, and makes {@link DEBIAN}.
 *
 * @throws Error with the failing step's last lines
 */
export async function prepare(builds: readonly Build[], preparation: Preparation): Promise<void> {
  const { root, engine, cacheFolder, report, signal } = preparation;
  await withSupply(preparation, async (supply) => {
    const inputs = await Promise.all(builds.map((build) => supply.prepare(build)));
    const image = inputs
      .map(({ arguments: given }) => given["DEBIAN_IMAGE"])
      .find((name) => name !== undefined);
    report(`making ${DEBIAN}`);
    const args = image === undefined ? [] : ["--build-arg", `DEBIAN_IMAGE=${image}`];
    const site: Site = { root, environment: engine.environment, entry: [], signal };
    const folder = join(__dirname, "debian");
    const words = ["build", "--progress", "plain", "--network", "host", ...args, "--tag", DEBIAN, folder];
    const ended = await build(words, join(cacheFolder, "logs", "mirror-proof", "debian.log"), site);
    if (!ended.isBuilt) throw new Error([`${DEBIAN} was not built:`, ...whyNotBuilt(ended)].join("\n  "));
  });
}

/** Removes what {@link prepare} made in the engine. */
export async function removePrepared({ environment }: Engine): Promise<void> {
  await run("docker", ["image", "rm", "--force", DEBIAN], { env: environment });
}

async function withSupply(preparation: Preparation, work: (supply: Supply) => Promise<void>): Promise<void> {
  const { root, lock, all, engine, cacheFolder, report } = preparation;
  const { source } = await chooseSource(undefined);
  if (source === "upstream") return work(new UpstreamSupply(root, await certificateAuthority()));
  const routes = new RouteTable();
  const mirror = await startMirror(routes);
  const cache = new ArtifactCache(cacheFolder, report);
  try {
    await work(new MirrorSupply({ root, lock, builds: all, cache, engine, mirror, routes, report }));
  } finally {
    await mirror.close();
  }
}
