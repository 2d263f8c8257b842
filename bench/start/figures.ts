/** What is compared: the project's runtime with an archive of classes, the same without, and the baseline. */
export const SIDES = ["shared", "plain", "baseline"] as const;
/** One of the images that are compared. */
export type Side = (typeof SIDES)[number];

/** What one job took. */
export interface Times {
  /** Seconds from the driver's request for a pod to its executor's registration. */
  readonly registered: number;
  /** Seconds from that request to the result of the first task. */
  readonly firstResult: number;
  /** Seconds of the clock from the call of spark-submit, in a pod of the same image, to its end. */
  readonly job: number;
  /** Seconds of processor time of all pods meanwhile: spark-submit, the driver, the executor. */
  readonly processor: number;
}

/** The jobs of a Spark, side by side: the round is the index. */
export interface SparkFigures {
  /** Such as `4.1.1`. */
  readonly spark: string;
  readonly rounds: Readonly<Record<Side, readonly Times[]>>;
  readonly medians: Readonly<Record<Side, Times>>;
}

/** Everything that `npm run bench:start` measures. */
export interface Figures {
  readonly machine: string;
  readonly sparks: readonly SparkFigures[];
}
