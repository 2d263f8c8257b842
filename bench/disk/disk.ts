import { measureInChild } from "../child";
import { table } from "../figures";
import type { Reach } from "../reach";
import type { DiskFigures } from "./measure";

/** Images of matrices whose files are some hundred, some thousand and more than 10,000. */
const SIZES = [100, 1000, 4300];
const RUNS = 5;

/** Measures the synthesis to disk at each size. */
export function measureDisk(): readonly DiskFigures[] {
  return SIZES.map((size) => measureInChild<DiskFigures>("disk/measure.ts", [size, RUNS]));
}

export function diskTable(rows: readonly DiskFigures[]): string {
  const head = [
    "images",
    "files",
    "synth, all written",
    "synth, none changed",
    "plain loop",
    "written / loop",
    "by processor",
  ];
  const cells = rows.map((row) => [
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

export function diskReaches(rows: readonly DiskFigures[]): readonly Reach[] {
  const largest = rows.at(-1);
  if (!largest || largest.files < 10_000) throw new Error("no size has 10,000 files");
  const claim = `synth() writes ${largest.files.toLocaleString("en")} files in the time of a plain loop`;
  return [{ claim, measured: largest.ratio, limit: 2, unit: "times" }];
}
