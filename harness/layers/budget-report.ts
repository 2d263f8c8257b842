import { formatBytes } from "../report";
import type { Difference } from "./budgets";

/** What became of a layer, such as `COPY /out/hadoop/ /: 60 MB, 3.4 % over its budget of 58 MB`. */
export function describeDifference({ layer, budget, size }: Difference): string {
  if (size === undefined) return `${layer}: has a budget of ${formatBytes(budget ?? 0)}, and is not there`;
  if (budget === undefined) return `${layer}: ${formatBytes(size)}, has no budget`;
  const share = Math.abs(size / budget - 1) * 100;
  const side = size > budget ? "over" : "under";
  return `${layer}: ${formatBytes(size)}, ${share.toFixed(1)} % ${side} its budget of ${formatBytes(budget)}`;
}

/** The differences by image, one to a line, what grew most first. */
export function reportOf(differences: readonly Difference[]): string {
  if (differences.length === 0) return "every layer is as its budget says\n";
  const grown = ({ budget = 0, size = 0 }: Difference): number => size - budget;
  const lines = differences
    .toSorted((a, b) => grown(b) - grown(a))
    .map((difference) => `${difference.image}: ${describeDifference(difference)}`);
  return `${lines.join("\n")}\n`;
}
