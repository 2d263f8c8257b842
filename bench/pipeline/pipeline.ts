import { measureInChild } from "../child";
import { table } from "../figures";
import type { Reach } from "../reach";
import { type PipelineFigures, STAGES } from "./measure";

/** Sizes of matrices, and how often each is measured. */
const SIZES = [
  [100, 9],
  [1000, 9],
  [10_000, 5],
  [100_000, 1],
] as const;

/** Measures the pure pipeline at each size. */
export function measurePipeline(): readonly PipelineFigures[] {
  return SIZES.map((size) => measureInChild<PipelineFigures>("pipeline/measure.ts", size));
}

/** The figures as two tables: time and memory. */
export function pipelineTables(rows: readonly PipelineFigures[]): string {
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

/** What has to be reached, of every stage: linear time and flat memory. */
export function pipelineReaches(rows: readonly PipelineFigures[]): readonly Reach[] {
  const [, thousand, tenThousand, hundredThousand] = rows;
  if (!thousand || !tenThousand || !hundredThousand) return [];
  const heap = (row: PipelineFigures): number => row.heapBytes / row.images;
  const growth = (limit: number, claim: string, measured: number): Reach => {
    return { claim, measured, limit, unit: "times" };
  };
  return [
    growth(12, "10,000 images take as long as 1,000", total(tenThousand) / total(thousand)),
    growth(12, "100,000 images take as long as 10,000", total(hundredThousand) / total(tenThousand)),
    ...STAGES.map((stage) => {
      const ratio = hundredThousand.milliseconds[stage] / thousand.milliseconds[stage];
      return growth(150, `${stage} takes for 100,000 images as long as for 1,000`, ratio);
    }),
    growth(
      1.2,
      "an image of 100,000 takes as much heap as one of 1,000",
      heap(hundredThousand) / heap(thousand),
    ),
    {
      claim: "1,000 images are rendered in",
      measured: thousand.milliseconds.render,
      limit: 500,
      unit: "ms",
    },
  ];
}

const KIBIBYTE = 1024;
const MEBIBYTE = 1024 * KIBIBYTE;

function total({ milliseconds }: PipelineFigures): number {
  return STAGES.reduce((sum, stage) => sum + milliseconds[stage], 0);
}
