import type { LayeredImage, LayerEntry } from "./layer";

/**
 * What an installation of Debian packages writes over the layer below, in any image made with apt: its databases, the
 * accounts, the cache of the dynamic linker.
 */
const OF_PACKAGES: readonly RegExp[] = [
  /^\/var\/lib\/dpkg\//,
  /^\/var\/lib\/apt\/extended_states$/,
  /^\/var\/cache\/debconf\//,
  /^\/etc\/(passwd|shadow|group|gshadow|subuid|subgid)-?$/,
  /^\/etc\/\.pwd\.lock$/,
  /^\/etc\/ld\.so\.cache$/,
  /^\/etc\/ca-certificates\.conf$/,
];

/** Something in a layer that a lower layer of the image has stored in vain. */
export interface Waste {
  readonly image: string;
  readonly path: string;
  /** What the layer does to it. */
  readonly what: string;
  /** Bytes that are stored and not seen in the image. */
  readonly bytes: number;
}

/** Finds what an image stores in vain: files in two layers, files taken away, files and folders given another owner. */
export function wasteOf({ reference, layers }: LayeredImage): readonly Waste[] {
  const seen = new Map<string, LayerEntry>();
  const waste: Waste[] = [];
  for (const layer of layers) {
    for (const path of layer.removed.flatMap((removed) => hidden(removed, seen))) {
      waste.push({ image: reference, path, what: "is taken away again", bytes: seen.get(path)?.size ?? 0 });
    }
    for (const entry of layer.entries) {
      const before = seen.get(entry.path);
      const what = before && changed(before, entry);
      if (before && what !== undefined)
        waste.push({ image: reference, path: entry.path, what, bytes: before.size });
    }
    for (const entry of layer.entries) seen.set(entry.path, entry);
  }
  return waste.filter(({ path }) => !OF_PACKAGES.some((known) => known.test(path)));
}

function hidden(removed: string, seen: ReadonlyMap<string, LayerEntry>): readonly string[] {
  if (!removed.endsWith("/")) return seen.has(removed) ? [removed] : [];
  return [...seen.keys()].filter((path) => path.startsWith(removed));
}

function changed(before: LayerEntry, { type, access }: LayerEntry): string | undefined {
  if (before.type !== "folder" || type !== "folder") return "is in two layers";
  return before.access === access ? undefined : `is ${before.access} in one layer, ${access} in a higher one`;
}
