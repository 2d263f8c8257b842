import { median } from "../figures";
import { SIDES, type Side, type SparkFigures, type Times } from "./figures";

/** The middle of each figure, which need not be all of one round. */
export function mediansOf(rounds: SparkFigures["rounds"]): SparkFigures["medians"] {
  const of = (side: Side, figure: keyof Times): number => median(rounds[side].map((times) => times[figure]));
  const medians = SIDES.map((side): [Side, Times] => [
    side,
    {
      registered: of(side, "registered"),
      firstResult: of(side, "firstResult"),
      job: of(side, "job"),
      processor: of(side, "processor"),
    },
  ]);
  return Object.fromEntries(medians) as Record<Side, Times>;
}

/** The order in which the sides have their turn in a round: each round another one begins. */
export function turnsOf(round: number): readonly Side[] {
  return SIDES.map((_, index) => SIDES[(round + index) % SIDES.length] as Side);
}
