/** The middle of some figures. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Milliseconds of the clock that a call takes, and what it returns. */
export function timed<T>(call: () => T): readonly [number, T] {
  const start = performance.now();
  const result = call();
  return [performance.now() - start, result];
}

/**
 * Milliseconds of processor time that a call takes, its share of garbage collection and compilation with it, and what it
 * returns. What else the machine does lengthens it little.
 */
export function processorTimed<T>(call: () => T): readonly [number, T] {
  const start = process.cpuUsage();
  const result = call();
  const { user, system } = process.cpuUsage(start);
  return [(user + system) / 1000, result];
}

/** Rows as a table with columns of equal width, to the right. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [
    head,
    ...rows.map((row) => row.map((cell) => (typeof cell === "number" ? rounded(cell) : cell))),
  ];
  const widths = head.map((_, column) => Math.max(...cells.map((row) => String(row[column] ?? "").length)));
  return cells
    .map((row) => row.map((cell, column) => String(cell).padStart(widths[column] ?? 0)).join("  "))
    .join("\n");
}

/** Whole numbers as they are, others to three digits. */
function rounded(figure: number): string {
  return Number.isInteger(figure) || figure >= 100 ? figure.toFixed(0) : figure.toPrecision(3);
}

/** A whole number with commas: `10,000`. */
export function formatInteger(figure: number): string {
  return Math.round(figure).toLocaleString("en");
}
