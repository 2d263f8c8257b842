import { lastLines } from "./run";

const SHOWN = 20;

/**
 * The last lines of the step that failed, from the log of `docker build --progress plain`; the log's own last lines
 * where no step is named as failed.
 */
export function failingStep(log: string): string[] {
  const lines = log.split("\n");
  const failed = lines.map((line) => /^#(\d+) ERROR: (.*)$/.exec(line)).find((match) => match !== null);
  if (!failed) return lastLines(log, SHOWN);
  const prefix = `#${failed[1]} `;
  const own = lines.filter((line) => line.startsWith(prefix)).map((line) => line.slice(prefix.length));
  const [title = ""] = own;
  const output = own.slice(1).map((line) => line.replace(/^\d+\.\d+ /, ""));
  return [title, ...lastLines(output.join("\n"), SHOWN)];
}
