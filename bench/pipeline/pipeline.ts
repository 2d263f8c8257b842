import { measureInChild } from "../child";
import { formatInteger, table } from "../figures";
import type { Reach } from "../reach";
import { type PipelineFigures, STAGES, type Stage } from "./figures";

/** Sizes of matrices, each ten times the one before, and how often each is measured. */
const SIZES = [
  [100, 9],
  [1000, 9],
  [10_000, 5],
  [100_000, 1],
] as const;

/** Measures the pure pipeline at each size; null where that failed. */
export function measurePipeline(): readonly (PipelineFigures | null)[] {
  return SIZES.map((size) => measureInChild<PipelineFigures>("pipeline/measure.ts", size));
}

/** The figures as two tables: time and memory. */
export function pipelineTables(figures: readonly (PipelineFigures | null)[]): string {
  const rows = figures.filter((row) => row !== null);
  const times = rows.map((row) => [
    row.images,
    ...STAGES.map((stage) => row.milliseconds[stage]),
    total(row),
    (total(row) / row.images) * 1000,
  ]);
  const memory = rows.map((row) => [
    row.images,
    row.files,
    row.bytesRead / MEBIBYTE,
    row.bytesRendered / MEBIBYTE,
    row.heapBytes / MEBIBYTE,
    row.heapBytes / KIBIBYTE / row.images,
    row.peakBytes / MEBIBYTE,
  ]);
  return [
    "Pure pipeline, milliseconds of processor time (medians)",
    table(["images", ...STAGES, "total", "µs per image"], times),
    "Its memory: what it reads, what all files hold as text, the heap after a garbage collection, the process at most",
    table(
      ["images", "files", "MiB read", "MiB rendered", "MiB heap", "KiB heap per image", "MiB peak"],
      memory,
    ),
  ].join("\n\n");
}

/** What has to be reached: of every stage linear time, of an image flat memory. */
export function pipelineReaches(rows: readonly (PipelineFigures | null)[]): readonly Reach[] {
  const [, thousand, , hundredThousand] = rows;
  const heap = ({ heapBytes, images }: PipelineFigures): number => heapBytes / images;
  return [
    ...STAGES.flatMap((stage) =>
      SIZES.slice(1).map(([size], index) => ({
        claim: `${stage}: ${formatInteger(size)} images take as long as ${formatInteger(size / 10)}`,
        measured: growth(rows[index], rows[index + 1], ({ milliseconds }) => milliseconds[stage]),
        limit: 12,
        unit: "times",
      })),
    ),
    {
      claim: "an image of 100,000 takes as much heap as one of 1,000",
      measured: growth(thousand, hundredThousand, heap),
      limit: 1.2,
      unit: "times",
    },
    {
      claim: "100,000 images take of memory",
      measured: (hundredThousand?.peakBytes ?? Number.NaN) / MEBIBYTE,
      limit: 4096,
      unit: "MiB",
    },
    {
      claim: "1,000 images are rendered in",
      measured: thousand?.milliseconds.render ?? Number.NaN,
      limit: 500,
      unit: "ms",
    },
  ];
}

/** How many times a figure of one size is that of a smaller one. */
function growth(
  smaller: PipelineFigures | null | undefined,
  larger: PipelineFigures | null | undefined,
  figure: (row: PipelineFigures) => number,
): number {
  return smaller && larger ? figure(larger) / figure(smaller) : Number.NaN;
}

const KIBIBYTE = 1024;
const MEBIBYTE = 1024 * KIBIBYTE;

function total({ milliseconds }: PipelineFigures): number {
  return STAGES.reduce((sum: number, stage: Stage) => sum + milliseconds[stage], 0);
}
