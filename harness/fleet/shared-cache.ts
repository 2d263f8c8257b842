import type { BakedBuild } from "../bake/bake-call";
import type { Finding } from "../claims";
import { formatBytes } from "../report";
import type { RequestLog } from "../request-log";
import { BUILDERS } from "./builders";
import { bake } from "./fleet";
import { layersOf, pushedAs } from "./pushed-image";
import { type Request, sentBlobs, storedBlobs } from "./registry-log";
import { instructions, type Step } from "./steps";
import type { RunningFleet } from "./with-fleet";

/** What a node has done to bake images, and what it took for that. */
export interface NodeWork {
  readonly steps: readonly Step[];
  /** Answers of the mirror that it downloads from. */
  readonly downloads: { readonly count: number; readonly bytes: number };
  /** What the registry has answered. */
  readonly requests: readonly Request[];
  /** Digests of the layers of each image, in the order of the builds. */
  readonly layers: readonly (readonly string[])[];
}

/** Bakes images on one node, with the registry's cache, and pushes them to a folder of the registry named as the node. */
export async function bakeOn(
  node: "first" | "second",
  fleet: RunningFleet,
  { builds, mirror }: { readonly builds: readonly BakedBuild[]; readonly mirror: RequestLog },
): Promise<NodeWork> {
  const { registry } = fleet;
  const cache = `${registry.host}/cache`;
  const before = mirror.requests.length;
  const variables = { REGISTRY: `${registry.host}/${node}`, CACHE_FROM: cache, CACHE_TO: cache };
  const call = {
    name: `${node}-${builds.at(-1)?.target}`,
    builder: BUILDERS[node],
    builds,
    variables,
    options: ["--push"],
  };
  const { value: steps, requests } = await registry.during(() => bake(fleet, call));
  const downloads = mirror.requests.slice(before);
  const layers = await Promise.all(
    builds.map(async ({ build }) =>
      (await layersOf(registry, pushedAs(build.image, node))).map(({ digest }) => digest),
    ),
  );
  return {
    steps: instructions(steps),
    downloads: { count: downloads.length, bytes: downloads.reduce((sum, { bytes }) => sum + bytes, 0) },
    requests,
    layers,
  };
}

/** Whether a node has built images itself: in one call, a step that gives equal content for two of them runs once. */
export function hasBuilt(work: NodeWork): Finding {
  const problems = [
    ...(work.steps.every(({ isCached }) => isCached) ? ["runs no step"] : []),
    ...(work.downloads.count === 0 ? ["downloads nothing from the mirror"] : []),
  ];
  return { problems, notes: [describe(work)] };
}

/** Whether a node has taken everything from the cache that another has filled. */
export function hasTaken(work: NodeWork, filled: NodeWork): Finding {
  const { uploaded } = storedBlobs(work.requests);
  const layers = new Set(work.layers.flat());
  const ran = work.steps.filter(({ isCached }) => !isCached).map(({ name }) => `ran: ${name}`);
  const problems = [
    ...ran,
    ...(work.steps.length > 0 ? [] : ["there is no step"]),
    ...(work.downloads.count === 0 ? [] : [`${work.downloads.count} downloads from the mirror`]),
    ...(JSON.stringify(work.layers) === JSON.stringify(filled.layers) ? [] : ["other layers are pushed"]),
    ...uploaded.filter((digest) => layers.has(digest)).map((digest) => `uploads the layer ${digest}`),
  ];
  return { problems, notes: [describe(work)] };
}

function describe({ steps, downloads, requests, layers }: NodeWork): string {
  const cached = steps.filter(({ isCached }) => isCached).length;
  const stored = storedBlobs(requests);
  const own = new Set(layers.flat());
  const uploads = stored.uploaded.filter((digest) => own.has(digest)).length;
  const brought = sentBlobs(requests).reduce((sum, { bytes }) => sum + bytes, 0);
  return [
    `${steps.length} steps, ${cached} of them cached`,
    `${downloads.count} downloads, ${formatBytes(downloads.bytes)}`,
    `${uploads} layers uploaded, ${stored.mounted.length} blobs mounted`,
    `${formatBytes(brought)} brought from the registry`,
  ].join("; ");
}
