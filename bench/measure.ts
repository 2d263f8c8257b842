/** The middle of some figures. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Milliseconds that a call takes, and what it returns. */
export function timed<T>(call: () => T): readonly [number, T] {
  const start = performance.now();
  const result = call();
  return [performance.now() - start, result];
}

/** Rows as a table with columns of equal width, numbers to the right. */
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

function rounded(figure: number): string {
  return figure >= 100 ? figure.toFixed(0) : figure.toPrecision(3);
}
