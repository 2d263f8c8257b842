import type { Reach } from "../reach";
import type { Figures, Times } from "./figures";

/** How much of the baseline's time is to be left: 1.4 times as fast is 71.4 %. */
const LIMITS: readonly (readonly [keyof Times, string, number])[] = [
  ["registered", "an executor is registered in", 100 / 1.4],
  ["job", "a short job takes", 100 / 1.25],
  ["processor", "the pods of a job take processor time of", 70],
];

/** What runtimes with an archive of classes have to reach, for each Spark. */
export function startReaches({ sparks }: Pick<Figures, "sparks">): readonly Reach[] {
  return sparks.flatMap(({ spark, medians: { shared, baseline } }) =>
    LIMITS.map(([figure, says, limit]) => ({
      claim: `Spark ${spark}: ${says}, of what the baseline takes`,
      measured: (shared[figure] / baseline[figure]) * 100,
      limit: Math.floor(limit * 10) / 10,
      unit: "%",
    })),
  );
}
