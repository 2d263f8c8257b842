import type { LayeredImage } from "../../harness/layers/layer";
import { distinctLayers } from "../../harness/layers/storage";
import type { CompressedSizes } from "./compressed-sizes";

/** What a node downloads to have an image. */
export interface Pull {
  readonly layers: number;
  /** Bytes of the layers in a registry, compressed with gzip. */
  readonly gzip: number;
  /** Compressed with zstd. */
  readonly zstd: number;
}

/** A pull of the project's image beside that of the image that it is compared with. */
export interface ComparedPull {
  /** Such as `3.5.7 to 3.5.8`. */
  readonly what: string;
  readonly own: Pull;
  readonly baseline: Pull;
  /** Bytes with gzip, own over the baseline's. */
  readonly ownOverBaseline: number;
}

/** What a node that has some images downloads for another one. */
export function pullOf(image: LayeredImage, had: readonly LayeredImage[], sizes: CompressedSizes): Pull {
  const there = new Set(distinctLayers(had).map(({ digest }) => digest));
  const missing = distinctLayers([image])
    .filter(({ digest }) => !there.has(digest))
    .map(({ digest }) => sizes.of(digest));
  return {
    layers: missing.length,
    gzip: missing.reduce((sum, { gzip }) => sum + gzip, 0),
    zstd: missing.reduce((sum, { zstd }) => sum + zstd, 0),
  };
}

/** Puts the two pulls beside each other. */
export function comparedPull(what: string, own: Pull, baseline: Pull): ComparedPull {
  return { what, own, baseline, ownOverBaseline: own.gzip / baseline.gzip };
}
