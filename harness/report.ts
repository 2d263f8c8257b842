/** Takes one line of progress, written for a person. */
export type Report = (line: string) => void;

/** Writes progress to standard error, so that standard output holds the result alone. */
export const reportToStandardError: Report = (line) => {
  process.stderr.write(`${line}\n`);
};

/** A number of bytes as a person reads it: "812 kB", "317 MB", "1.2 GB" (powers of 1000). */
export function formatBytes(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  if (bytes >= 1e6) return `${Math.round(bytes / 1e6)} MB`;
  return `${Math.ceil(bytes / 1e3)} kB`;
}

/** Whole seconds since `start`, a value of `Date.now()`. */
export function secondsSince(start: number): number {
  return Math.round((Date.now() - start) / 1000);
}
