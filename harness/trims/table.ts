import type { Trim } from "../../src/model/compatibility/trims";
import { GROUPS } from "../../src/model/project";

/** What leaving parts out saves, a line for each: bytes by group of wheels, `-` where nothing was measured. */
export function formatSavings(trims: readonly Trim[]): string {
  const header = ["part", ...GROUPS, "what it is"];
  const rows = trims.map(({ name, saves, what }) => [
    name,
    ...GROUPS.map((group) => bytes(saves[group])),
    what,
  ]);
  const all = [header, ...rows, ["all", ...GROUPS.map((group) => bytes(sumOf(trims, group))), ""]];
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        column === 0 || column === header.length - 1
          ? cell.padEnd(widths[column] ?? 0)
          : cell.padStart(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd();
  return all.map(line).join("\n");
}

function bytes(size: number | undefined): string {
  return size === undefined || size === 0 ? "-" : size.toLocaleString("en");
}

function sumOf(trims: readonly Trim[], group: (typeof GROUPS)[number]): number {
  return trims.reduce((sum, { saves }) => sum + (saves[group] ?? 0), 0);
}
