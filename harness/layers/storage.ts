import type { Layer, LayeredImage } from "./layer";

/** How much images take, and how much of it is content that only one file has. */
export interface Storage {
  /** Bytes of all layers, uncompressed, each digest once. */
  readonly stored: number;
  /** Bytes of all files, each content once. */
  readonly distinct: number;
  /** The first over the second. */
  readonly storedOverDistinct: number;
}

/** Measures what images take together. */
export function storageOf(images: readonly LayeredImage[]): Storage {
  const layers = distinctLayers(images);
  const files = new Map<string, number>();
  for (const { entries } of layers) {
    for (const { type, content, size } of entries) if (type === "file") files.set(content, size);
  }
  const stored = sum(layers.map(({ size }) => size));
  const distinct = sum([...files.values()]);
  return { stored, distinct, storedOverDistinct: stored / distinct };
}

/** The layers of images, each digest once. */
export function distinctLayers(images: readonly LayeredImage[]): readonly Layer[] {
  return [
    ...new Map(
      images.flatMap(({ layers }) => layers.map((layer) => [layer.digest, layer] as const)),
    ).values(),
  ];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
