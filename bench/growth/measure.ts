import type { Sources } from "../../src/parse/parse";
import { median } from "../figures";
import { type Stage, STAGES } from "../pipeline/figures";
import { heapUsed, pass, ROOT, type StageTimes } from "../pipeline/pass";
import { syntheticSources } from "../synthetic/sources";

/** How the pipeline grows from one size of a matrix to another. */
export interface Growth {
  /** Images of both. */
  readonly from: number;
  readonly to: number;
  /** How many times as much processor time each stage takes. */
  readonly times: Readonly<Record<Stage, number>>;
  /** How many times as much of the heap an image takes. */
  readonly heap: number;
}

/**
 * Compares passes of two sizes, in rounds: each has about as many images of either size, so that what the machine does
 * meanwhile, compilation and the collection of garbage weigh on both alike. The first round warms up.
 */
export function measureGrowth(from: number, to: number, rounds: number): Growth {
  const [small, large] = [syntheticSources(ROOT, from), syntheticSources(ROOT, to)];
  const [, ...ratios] = Array.from({ length: rounds + 1 }, () => {
    const few = meanOf(small, Math.round(to / from));
    const many = meanOf(large, 1);
    return STAGES.map((stage) => many[stage] / few[stage]);
  });
  const middle = STAGES.map((stage, index) => [
    stage,
    median(ratios.map((round) => round[index] ?? Number.NaN)),
  ]);
  const heap = heapOf(large) / heapOf(small);
  return { from, to, times: Object.fromEntries(middle) as Growth["times"], heap };
}

function meanOf(sources: Sources, count: number): StageTimes {
  const all = Array.from({ length: count }, () => pass(sources).times);
  const means = STAGES.map((stage) => [stage, all.reduce((sum, times) => sum + times[stage], 0) / count]);
  return Object.fromEntries(means) as StageTimes;
}

/** Bytes of the heap for an image. */
function heapOf(sources: Sources): number {
  const before = heapUsed();
  const { yielded } = pass(sources);
  return (heapUsed() - before) / yielded.project.folders.length;
}
