import type { BakedBuild } from "../bake/bake-call";
import type { Claims } from "../claims";
import { folderName } from "../plan";
import type { RequestLog } from "../request-log";
import type { ProofImages } from "./images";
import { findNodes } from "./nodes";
import { pushedAs } from "./pushed-image";
import { bakeOn, hasBuilt, hasTaken, type NodeWork } from "./shared-cache";
import { findSpread } from "./spread";
import { findPull } from "./upgrade";
import type { RunningFleet } from "./with-fleet";

/** What a proof is made with. */
export interface Proof {
  readonly fleet: RunningFleet;
  readonly images: ProofImages;
  /** The builds of the images and of what they are made of, parents first. */
  readonly builds: readonly BakedBuild[];
  /** Reference of Debian's image, for builders. */
  readonly debian: string;
  /** What builds have downloaded. */
  readonly mirror: RequestLog;
  readonly claims: Claims;
}

/** Looks at every claim. @throws what stops the proof, such as a failing build */
export async function prove(proof: Proof): Promise<void> {
  const { fleet, debian, claims } = proof;
  const nodes = `two buildkitd ${fleet.version} are nodes of one builder, each for the platform it was given`;
  await claims.look(nodes, () => findNodes(fleet));
  await proveCache(proof);
  await provePulls(proof);
  const spread = "an image for both platforms is built on both nodes, on each for its own";
  await claims.look(spread, () => findSpread(fleet, debian));
}

/** One core alone: of two that have equal layers, made in one call, BuildKit does not always export every step. */
async function proveCache({ fleet, images, builds: all, mirror, claims }: Proof): Promise<void> {
  const builds = all.filter((build) => !isOf(build, images.earlierCore));
  const names = builds.map(({ target }) => target).join(" and ");
  let filled: NodeWork | undefined;
  await claims.look(`the first node bakes ${names}, pushes them and fills the cache`, async () => {
    filled = await bakeOn("first", fleet, { builds, mirror });
    return hasBuilt(filled);
  });
  const claim =
    "the second, empty node bakes them from the cache: no step runs, nothing is downloaded or uploaded";
  await claims.look(claim, async () => {
    const taken = await bakeOn("second", fleet, { builds, mirror });
    return hasTaken(taken, filled ?? taken);
  });
}

async function provePulls({ fleet, images, builds, mirror, claims }: Proof): Promise<void> {
  const { core, earlierCore } = images;
  const without = (name: string) => builds.filter((build) => !isOf(build, name));
  await claims.look(`the first node bakes ${earlierCore} and pushes it`, async () =>
    hasBuilt(await bakeOn("first", fleet, { builds: without(core), mirror })),
  );
  const pushed = (name: string) =>
    pushedAs(builds.find((build) => isOf(build, name))?.build.image ?? "", "first");
  const [earlier, later] = [pushed(earlierCore), pushed(core)];
  await claims.look(`containerd, which has nothing, pulls ${earlierCore} whole`, () =>
    findPull(fleet, earlier),
  );
  await claims.look(`then it pulls ${core}, and only the layers it lacks are sent`, () =>
    findPull(fleet, later, earlier),
  );
}

function isOf({ build }: BakedBuild, folder: string): boolean {
  return folderName(build) === folder;
}
