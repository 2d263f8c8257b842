import { formatBytes } from "../report";
import type { LayeredImage } from "./layer";
import { unsharedLayers } from "./sharing";
import { storageOf } from "./storage";
import { wasteOf } from "./waste";

/** At most this many bytes are stored for each byte of distinct content: beside it are the archives' own headers. */
const MOST_STORED = 1.05;
/** Findings of an image that are shown; there may be thousands with one cause. */
const SHOWN = 10;

/** What is claimed of layers, and what speaks against it. */
export interface Claim {
  readonly says: string;
  readonly against: readonly string[];
}

/** An image, and the images that it is put together from where it adds no layer of its own. */
export interface CheckedImage {
  readonly image: LayeredImage;
  readonly parents: readonly LayeredImage[] | undefined;
}

/** Checks the layers of images. */
export function claimsOf(images: readonly CheckedImage[]): readonly Claim[] {
  const all = images.map(({ image }) => image);
  return [
    ...images.map(({ image }) => noWaste(image)),
    ...images.flatMap(({ image, parents }) => (parents ? [isShared(image, parents)] : [])),
    littleStored(all),
  ];
}

function noWaste(image: LayeredImage): Claim {
  const waste = wasteOf(image);
  return {
    says: `${image.reference}: no file is in two layers, nothing is taken away or given another owner`,
    against: shown(waste.map(({ path, what, bytes }) => `${path} ${what} (${formatBytes(bytes)})`)),
  };
}

function isShared(image: LayeredImage, parents: readonly LayeredImage[]): Claim {
  return {
    says: `${image.reference}: each layer is one of ${parents.map(({ reference }) => reference).join(", ")}`,
    against: shown(unsharedLayers(image, parents).map(({ digest, example }) => `${digest}, with ${example}`)),
  };
}

function littleStored(images: readonly LayeredImage[]): Claim {
  const { stored, distinct, storedOverDistinct } = storageOf(images);
  const found = `${formatBytes(stored)} for ${formatBytes(distinct)}: ${storedOverDistinct.toFixed(3)} times as much`;
  return {
    says: `all layers together take at most ${MOST_STORED} times the bytes of the distinct files (${found})`,
    against: storedOverDistinct <= MOST_STORED ? [] : [found],
  };
}

function shown(findings: readonly string[]): readonly string[] {
  const more = findings.length - SHOWN;
  return more > 0 ? [...findings.slice(0, SHOWN), `and ${more} more`] : findings;
}

/** Claims as TAP. */
export function formatClaims(claims: readonly Claim[]): string {
  const lines = claims.flatMap(({ says, against }, index) => [
    `${against.length === 0 ? "ok" : "not ok"} ${index + 1} - ${says}`,
    ...against.map((line) => `#   ${line}`),
  ]);
  const failed = claims.filter(({ against }) => against.length > 0).length;
  return [...lines, "", `${claims.length - failed} passed, ${failed} failed`, ""].join("\n");
}
