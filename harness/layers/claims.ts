import { type Claim, claim } from "../claims";
import { formatBytes } from "../report";
import { describeDifference } from "./budget-report";
import { type Budgets, differencesOf, isOver, sizesOf } from "./budgets";
import type { CheckedImage, LayeredImage } from "./layer";
import { type Unshared, unsharedLayers } from "./sharing";
import { storageOf } from "./storage";
import { wasteOf } from "./waste";

/** At most this many bytes are stored for each byte of distinct content: beside it are the archives' own headers. */
const MOST_STORED = 1.05;
/** Findings of an image that are shown; there may be thousands with one cause. */
const SHOWN = 10;

/**
 * Checks the layers of images.
 *
 * @param isWhole Whether these are the images of a matrix, not some that were named: what some have twice weighs more
 *   beside the fewer bytes that they have in all.
 */
export function claimsOf(images: readonly CheckedImage[], isWhole: boolean): readonly Claim[] {
  const all = images.map(({ image }) => image);
  return [
    ...images.map(({ image }) => noWaste(image)),
    ...images.flatMap(({ image, parents, isPutTogether }) =>
      isPutTogether ? [isShared(image, parents)] : [],
    ),
    ...(isWhole ? [littleStored(all)] : []),
  ];
}

/** Checks the sizes of the layers that each of these images makes. */
export function budgetClaimsOf(images: readonly CheckedImage[], budgets: Budgets): readonly Claim[] {
  const over = differencesOf(budgets, sizesOf(images)).filter(isOver);
  return images.map(({ image: { reference } }) =>
    claim(
      `${reference}: no layer that it makes is more than 2 % over its budget`,
      shown(over.filter(({ image }) => image === reference).map(describeDifference)),
    ),
  );
}

function noWaste(image: LayeredImage): Claim {
  const waste = wasteOf(image);
  return claim(
    `${image.reference}: no file is in two layers, nothing is taken away or given another owner`,
    shown(waste.map(({ path, what, bytes }) => `${path} ${what} (${formatBytes(bytes)})`)),
  );
}

function isShared(image: LayeredImage, parents: readonly LayeredImage[]): Claim {
  return claim(
    `${image.reference}: each layer is one of ${parents.map(({ reference }) => reference).join(", ")}`,
    shown(unsharedLayers(image, parents).map(describeUnshared)),
  );
}

function describeUnshared({ digest, example, reordered }: Unshared): string {
  const found = `${digest}, with ${example}`;
  return reordered === undefined
    ? found
    : `${found}: the files of a layer of ${reordered} in another order, which Docker's store gives a layer that is built again without the build cache while its images are there. Remove this project's images and the build cache, and build them again.`;
}

function littleStored(images: readonly LayeredImage[]): Claim {
  const { stored, distinct, storedOverDistinct } = storageOf(images);
  const found = `${formatBytes(stored)} for ${formatBytes(distinct)}: ${storedOverDistinct.toFixed(3)} times as much`;
  return claim(
    `all layers together take at most ${MOST_STORED} times the bytes of the distinct files (${found})`,
    storedOverDistinct <= MOST_STORED ? [] : [found],
  );
}

function shown(findings: readonly string[]): readonly string[] {
  const more = findings.length - SHOWN;
  return more > 0 ? [...findings.slice(0, SHOWN), `and ${more} more`] : findings;
}
