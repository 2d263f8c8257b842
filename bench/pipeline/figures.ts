/** The stages of the pipeline, in their order. */
export const STAGES = ["parse", "check", "resolve", "advise", "render"] as const;
export type Stage = (typeof STAGES)[number];

/** What a matrix of one size takes. */
export interface PipelineFigures {
  readonly images: number;
  readonly files: number;
  /** Size of the matrix and the lock. */
  readonly bytesRead: number;
  /** Size of all files, as text in memory. */
  readonly bytesRendered: number;
  /** Medians, in milliseconds of processor time. */
  readonly milliseconds: Readonly<Record<Stage, number>>;
  /** What everything that the pipeline yields holds of the heap after a garbage collection, without the sources. */
  readonly heapBytes: number;
  /** The most memory that the process had. */
  readonly peakBytes: number;
}
