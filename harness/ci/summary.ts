import type { Part } from "./parts";
import type { Runs } from "./record";

/** What a run of the full suite did with its parts, by name. */
export interface Outcome {
  /** Those that ran now. */
  readonly ran: ReadonlySet<string>;
  /** Those that were left out since nothing that they read has changed since they passed. */
  readonly untouched: ReadonlySet<string>;
}

/** One line for each part: how it ended, at which commit, in how many minutes, and why it did not run now. */
export function summaryOf(parts: readonly Part[], runs: Runs, outcome: Outcome): readonly string[] {
  const rows = parts.map(({ name }) => rowOf(name, runs, outcome));
  const all = [["part", "result", "commit", "minutes", ""], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) =>
    row
      .map((cell, column) =>
        column === 3 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
}

function rowOf(name: string, runs: Runs, { ran, untouched }: Outcome): string[] {
  const last = runs[name];
  if (last === undefined) return [name, "not run", "-", "-", ""];
  const when = untouched.has(name)
    ? "left out: nothing that it reads has changed since"
    : ran.has(name)
      ? ""
      : "not run now";
  const result = last.passed ? "passed" : "failed";
  return [name, result, shortened(last.commit), last.minutes.toFixed(1), when];
}

function shortened(commit: string): string {
  return commit.slice(0, 10) + (commit.endsWith("+") ? "+" : "");
}
