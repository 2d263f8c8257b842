import type { LayeredImage } from "./layer";

/** A layer that an image should have from another image and made anew. */
export interface Unshared {
  readonly image: string;
  readonly digest: string;
  /** Some path in it. */
  readonly example: string;
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
    .map(({ digest, entries }) => ({
      image: reference,
      digest,
      example: entries.findLast(({ type }) => type === "file")?.path ?? "",
    }));
}
