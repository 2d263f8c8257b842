import { measureInChild } from "../child";
import { formatInteger, table } from "../figures";
import type { Reach } from "../reach";
import type { DiskFigures } from "./measure";

/** Images of matrices; the files of the last are more than 10,000. */
const SIZES = [100, 1000, 1800];
const RUNS = 5;

/** Measures the synthesis to disk at each size; null where that failed. */
export function measureDisk(): readonly (DiskFigures | null)[] {
  return SIZES.map((size) => measureInChild<DiskFigures>("disk/measure.ts", [size, RUNS]));
}

export function diskTable(figures: readonly (DiskFigures | null)[]): string {
  const head = [
    "images",
    "files",
    "synth, all written",
    "synth, none changed",
    "plain loop",
    "written / loop",
    "by processor",
  ];
  const cells = figures
    .filter((row) => row !== null)
    .map((row) => [
      row.images,
      row.files,
      row.written,
      row.unchanged,
      row.loop,
      row.ratio,
      row.processorRatio,
    ]);
  return `Synthesis to disk, milliseconds (medians of ${RUNS}, in turn)\n\n${table(head, cells)}`;
}

export function diskReaches(figures: readonly (DiskFigures | null)[]): readonly Reach[] {
  const largest = figures.at(-1);
  const files = largest ? formatInteger(largest.files) : "10,000";
  const claim = `synth() writes ${files} files in the time of a plain loop`;
  return [{ claim, measured: largest?.ratio ?? Number.NaN, limit: 2, unit: "times" }];
}
