import { table } from "../figures";
import type { Compared, Figures, ImageBytes } from "./figures";
import type { ComparedPull } from "./pulls";

const MEGABYTE = 1e6;

/** Every figure, as a person reads it: megabytes are millions of bytes. */
export function imageTables(figures: Figures): string {
  const { images, storage, pulls, seconds, changedDriver } = figures;
  return [
    section("Images, megabytes", imageTable(images.own)),
    section("What they are compared with, megabytes", imageTable(images.baseline)),
    section("All images together, megabytes uncompressed", storageTable(storage)),
    section("First pull of a node, megabytes with gzip", pullTable(pulls.first)),
    section("Upgrade to the next patch, megabytes with gzip", pullTable(pulls.patchUpgrade)),
    pulls.gpu.length === 0
      ? "From a runtime to its GPU variant: not measured, since no GPU runtime was built."
      : section("From a runtime to its GPU variant, megabytes with gzip", pullTable(pulls.gpu)),
    section(`Another driver (${changedDriver}), megabytes with gzip`, pullTable(pulls.newDriver)),
    section("Building one after the other, seconds", secondsTable(seconds)),
  ].join("\n\n");
}

function section(title: string, text: string): string {
  return `${title}\n\n${text}`;
}

function imageTable(images: readonly ImageBytes[]): string {
  return table(
    ["image", "layers", "unpacked", "gzip", "zstd"],
    images.map(({ reference, layers, unpacked, gzip, zstd }) => [
      reference,
      layers,
      megabytes(unpacked),
      megabytes(gzip),
      megabytes(zstd),
    ]),
  );
}

function storageTable(storage: Figures["storage"]): string {
  return table(
    ["", "stored", "distinct files", "ratio"],
    Object.entries(storage).map(([side, { stored, distinct, storedOverDistinct }]) => [
      side,
      megabytes(stored),
      megabytes(distinct),
      storedOverDistinct.toFixed(3),
    ]),
  );
}

function pullTable(pulls: readonly ComparedPull[]): string {
  return table(
    ["", "own", "layers", "baseline", "layers", "own/baseline", "own zstd", "baseline zstd"],
    pulls.map(({ what, own, baseline, ownOverBaseline }) => [
      what,
      megabytes(own.gzip),
      own.layers,
      megabytes(baseline.gzip),
      baseline.layers,
      `${(ownOverBaseline * 100).toFixed(1)} %`,
      megabytes(own.zstd),
      megabytes(baseline.zstd),
    ]),
  );
}

function secondsTable({ cold, warm, warmLongest, changedDriver, addedPatch }: Figures["seconds"]): string {
  const row = (what: string, { own, baseline }: Compared<number>): readonly string[] => [
    what,
    own.toFixed(1),
    baseline.toFixed(1),
  ];
  return table(
    ["", "own", "baseline"],
    [
      row("all, nothing cached", cold),
      row("all, nothing changed", warm),
      row("the longest of them", warmLongest),
      row("all, one driver changed", changedDriver),
      ...addedPatch.map((patch) => row(`Spark ${patch.what} added`, patch)),
    ],
  );
}

function megabytes(bytes: number): string {
  return (bytes / MEGABYTE).toFixed(bytes < 10 * MEGABYTE ? 1 : 0);
}
