import { join } from "node:path";
import type { Engine } from "../engine";
import type { Build } from "../plan";
import { removeImages } from "../remove-images";
import { type Supplied, withSupply } from "../with-supply";
import { build, type Site, whyNotBuilt } from "./images";

/** Reference of the Debian that has what downloading stages install; it is removed afterwards. */
export const DEBIAN = "spark-k8s-mirror-proof-debian:latest";

/** What preparing needs. */
export interface Preparation extends Supplied {
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
  await removeImages([DEBIAN], environment);
}
