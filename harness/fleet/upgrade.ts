import type { Finding } from "../claims";
import { formatBytes } from "../report";
import { layersOf, type Pushed, type PushedLayer } from "./pushed-image";
import { sentBlobs } from "./registry-log";
import type { RunningFleet } from "./with-fleet";

/** Pulls an image with the fleet's engine, which has another one or none, and counts what the registry sends. */
export async function findPull(fleet: RunningFleet, image: Pushed, present?: Pushed): Promise<Finding> {
  const { registry, node } = fleet;
  const layers = distinct(await layersOf(registry, image));
  const known = new Set((present ? await layersOf(registry, present) : []).map(({ digest }) => digest));
  const missing = layers.filter(({ digest }) => !known.has(digest));
  const reference = `${registry.host}/${image.repository}:${image.tag}`;
  const { requests } = await registry.during(() => node.pull(reference));
  const sent = sentBlobs(requests);
  const digests = new Set(layers.map(({ digest }) => digest));
  const sentLayers = sent.filter(({ digest }) => digests.has(digest));
  const bytes = total(sentLayers.map((blob) => blob.bytes));
  const needless = sentLayers.filter(({ digest }) => known.has(digest));
  const problems = [
    ...(missing.length === 0 ? ["it has every layer already"] : []),
    ...(present !== undefined && missing.length === layers.length ? ["the two share no layer"] : []),
    ...needless.map(({ digest }) => `sent although it is there: ${digest}`),
    ...(bytes === total(sizes(missing))
      ? []
      : [`${bytes} bytes of layers sent, not ${total(sizes(missing))}`]),
  ];
  const all = total(sizes(layers));
  const share = `${formatBytes(bytes)} of ${formatBytes(all)}, ${((100 * bytes) / all).toFixed(1)} %`;
  return { problems, notes: [`${sentLayers.length} of ${layers.length} layers sent: ${share}`] };
}

/** Each layer once: an image may have several that are empty. */
function distinct(layers: readonly PushedLayer[]): readonly PushedLayer[] {
  return [...new Map(layers.map((layer) => [layer.digest, layer])).values()];
}

function sizes(layers: readonly PushedLayer[]): readonly number[] {
  return layers.map(({ size }) => size);
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
