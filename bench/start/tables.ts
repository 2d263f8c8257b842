import { table } from "../figures";
import { SIDES, type Figures, type SparkFigures, type Times } from "./figures";

const ROWS: readonly (readonly [keyof Times, string])[] = [
  ["registered", "executor registered"],
  ["firstResult", "first task's result"],
  ["job", "job end to end"],
  ["processor", "processor time of the pods"],
];

/** The middle of every figure, in seconds, and how many times the baseline takes as long. */
export function startTables({ sparks }: Pick<Figures, "sparks">): string {
  return sparks.map(tableOf).join("\n\n");
}

function tableOf({ spark, rounds, medians }: SparkFigures): string {
  const count = rounds.baseline.length;
  const head = ["", ...SIDES, "baseline/shared", "plain/shared"];
  const rows = ROWS.map(([figure, says]) => [
    says,
    ...SIDES.map((side) => medians[side][figure].toFixed(2)),
    `${(medians.baseline[figure] / medians.shared[figure]).toFixed(2)} times`,
    `${(medians.plain[figure] / medians.shared[figure]).toFixed(2)} times`,
  ]);
  return `Spark ${spark}, seconds, medians of ${count} rounds\n\n${table(head, rows)}`;
}
