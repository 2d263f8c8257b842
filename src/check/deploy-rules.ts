import { show } from "../model/problem";
import type { Rule } from "./rule";

/** Heap below which Spark does not start: 1.5 times the 300 MiB that UnifiedMemoryManager keeps to itself, and what the JVM takes of it. */
const LEAST_HEAP = 512;

/** Heaps that no driver or executor starts with. */
export const heapsAreEnough: Rule = ({ matrix: { deploy }, matrixFile }) => {
  if (typeof deploy !== "object") return [];
  return (["driver", "executor"] as const).flatMap((role) => {
    const memory = deploy[role]?.memory;
    if (memory === undefined || mebibytes(memory) >= LEAST_HEAP) return [];
    const allowed = `at least ${LEAST_HEAP}m, below which Spark does not start`;
    return matrixFile.problem(
      ["deploy", role, "memory"],
      show(memory),
      allowed,
      `write "${LEAST_HEAP}m" or more`,
    );
  });
};

/** An amount of memory as Spark writes it, `512m` or `2g`, in MiB. */
export function mebibytes(memory: string): number {
  return Number(memory.slice(0, -1)) * (memory.endsWith("g") ? 1024 : 1);
}
