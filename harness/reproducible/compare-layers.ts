import type { Layer, LayeredImage, LayerEntry } from "../layers/layer";

/** A path of a layer that two builds made differently. */
export interface FileDifference {
  readonly path: string;
  /** What differs, such as `bytes, modified`. */
  readonly what: string;
}

/** A layer that two builds made differently. */
export interface LayerDifference {
  /** Which layer it is, the lowest being 1. */
  readonly layer: number;
  /** The instruction that made it; empty where the image does not say. */
  readonly madeBy: string;
  /** Digests in the one build and in the other; undefined where it has fewer layers. */
  readonly digests: readonly [string | undefined, string | undefined];
  /** In the order of paths. */
  readonly files: readonly FileDifference[];
}

/** Compares the layers of two builds of one image, the lowest first. */
export function compareImages(one: LayeredImage, other: LayeredImage): readonly LayerDifference[] {
  const count = Math.max(one.layers.length, other.layers.length);
  return Array.from({ length: count }, (_, index) => index).flatMap((index) => {
    const [a, b] = [one.layers[index], other.layers[index]];
    if (a?.digest === b?.digest) return [];
    return [
      {
        layer: index + 1,
        madeBy: one.madeBy[index] ?? other.madeBy[index] ?? "",
        digests: [a?.digest, b?.digest] as const,
        files: a && b ? compareLayers(a, b) : [],
      },
    ];
  });
}

/** What differs between two layers of different digests, in the order of paths; never nothing. */
export function compareLayers(one: Layer, other: Layer): readonly FileDifference[] {
  const [a, b] = [byPath(one), byPath(other)];
  const differences = [...new Set([...a.keys(), ...b.keys()])].sort().flatMap((path) => {
    const what = compareEntries(a.get(path), b.get(path));
    return what === "" ? [] : [{ path, what }];
  });
  if (differences.length > 0) return differences;
  return [{ path: "/", what: orderOf(one) === orderOf(other) ? ARCHIVE : ORDER }];
}

const ORDER = "the order of the archive";
const ARCHIVE = "what only an archive has, such as extended attributes";

function orderOf({ entries }: Layer): string {
  return entries.map(({ path }) => path).join("\n");
}

/** Whether two layers have the same files, byte for byte, with the same owners, modes and times, in another order. */
export function areSameFiles({ files }: Pick<LayerDifference, "files">): boolean {
  return files.length === 1 && files[0]?.what === ORDER;
}

type Item = Partial<LayerEntry> & Pick<LayerEntry, "modified">;

/** Entries and what is taken away, which an archive has as entries too. */
function byPath({ entries, removed, removedAt }: Layer): ReadonlyMap<string, Item> {
  const gone = removed.map(
    (path, index) => [`${path} (taken away)`, { modified: removedAt[index] ?? 0 }] as const,
  );
  return new Map<string, Item>([...entries.map((entry) => [entry.path, entry] as const), ...gone]);
}

function compareEntries(one: Item | undefined, other: Item | undefined): string {
  if (!one) return "only in the second build";
  if (!other) return "only in the first build";
  const parts = [
    one.type === other.type ? "" : `${one.type} or ${other.type}`,
    one.size === other.size ? "" : `size (${one.size} or ${other.size} bytes)`,
    one.content === other.content ? "" : one.type === "link" ? "where it leads" : "bytes",
    one.access === other.access ? "" : `mode or owner (${one.access} or ${other.access})`,
    one.modified === other.modified ? "" : `modified (${timeOf(one)} or ${timeOf(other)})`,
  ];
  return parts.filter((part) => part !== "").join(", ");
}

function timeOf({ modified }: Item): string {
  return new Date(modified * 1000).toISOString();
}
