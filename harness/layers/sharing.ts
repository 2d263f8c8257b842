import { areSameFiles, compareLayers } from "../reproducible/compare-layers";
import type { Layer, LayeredImage } from "./layer";

/** A layer that an image should have from another image and made anew. */
export interface Unshared {
  readonly image: string;
  readonly digest: string;
  /** Some path in it. */
  readonly example: string;
  /** Which of the other images has a layer of the same files in another order; undefined: none has. */
  readonly reordered: string | undefined;
}

/**
 * Finds the layers of an image that none of the images it is put together from has.
 *
 * @param parents the images that it is based on and copies from
 */
export function unsharedLayers(
  { reference, layers }: LayeredImage,
  parents: readonly LayeredImage[],
): readonly Unshared[] {
  const known = new Set(parents.flatMap((parent) => parent.layers.map(({ digest }) => digest)));
  return layers
    .filter(({ digest, entries }) => entries.length > 0 && !known.has(digest))
    .map((layer) => ({
      image: reference,
      digest: layer.digest,
      example: layer.entries.findLast(({ type }) => type === "file")?.path ?? "",
      reordered: parents.find((parent) => parent.layers.some((one) => hasSameFiles(one, layer)))?.reference,
    }));
}

/** Layers of other sizes are not compared: each may have tens of thousands of files. */
function hasSameFiles(one: Layer, other: Layer): boolean {
  return one.entries.length === other.entries.length && areSameFiles({ files: compareLayers(one, other) });
}
