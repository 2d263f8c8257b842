import Table from "cli-table3";
import type { BuiltImage } from "./build";
import type { Build } from "./plan";
import { formatBytes } from "./report";
import type { Outcome } from "./schedule";
import type { TestResult } from "./test-run";

/** How an image came out; a test that was not asked for or not begun is undefined. */
export interface ImageResult {
  readonly build: Build;
  readonly built: Outcome<BuiltImage>;
  readonly test: TestResult | undefined;
}

const HEAD = ["image", "size", "above parent", "build", "passed", "failed", "skipped"];

// Plain columns: the table is read in logs and copied into documents.
const BORDERS =
  "top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right left left-mid mid mid-mid right right-mid";
const PLAIN = Object.fromEntries(BORDERS.split(" ").map((name) => [name, ""]));

/** The results as a table, one row for each image. */
export function formatTable(results: readonly ImageResult[]): string {
  const sizes = new Map(results.map(({ build, built }) => [build.image, sizeOf(built)]));
  const table = new Table({
    head: HEAD,
    chars: { ...PLAIN, middle: "  " },
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
    colAligns: HEAD.map((_, index) => (index === 0 ? "left" : "right")),
  });
  for (const result of results) table.push(row(result, sizes));
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

function row({ build, built, test }: ImageResult, sizes: ReadonlyMap<string, number | undefined>): string[] {
  if (built.state === "blocked")
    return [build.image, `not built: parent ${built.blocker} failed`, ...blanks(5)];
  if (built.state === "failed") return [build.image, "failed", ...blanks(5)];
  const parent = sizes.get(build.parents[0] ?? "");
  const above = parent === undefined ? "-" : formatBytes(built.value.size - parent);
  return [
    build.image,
    formatBytes(built.value.size),
    above,
    `${built.value.seconds} s`,
    ...[test?.passed, test && failuresOf(test), test?.skipped].map((count) => String(count ?? "-")),
  ];
}

/** Failed claims of a test; a test that failed as a whole counts as one. */
export function failuresOf(test: TestResult): number {
  return test.failed.length + (test.problem === undefined ? 0 : 1);
}

function sizeOf(built: Outcome<BuiltImage>): number | undefined {
  return built.state === "done" ? built.value.size : undefined;
}

function blanks(count: number): string[] {
  return Array.from({ length: count }, () => "-");
}

/** The line that ends the command's output: the claims of all images; a build that failed or was not begun is one failure. */
export function formatTotals(results: readonly ImageResult[]): string {
  const sum = (count: (result: ImageResult) => number) =>
    results.reduce((total, result) => total + count(result), 0);
  const passed = sum(({ test }) => test?.passed ?? 0);
  const failed = sum(({ built, test }) => (test ? failuresOf(test) : 0) + (built.state === "done" ? 0 : 1));
  const skipped = sum(({ test }) => test?.skipped ?? 0);
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** Whether an image was not built or its test failed. */
export function hasFailed({ built, test }: ImageResult): boolean {
  return built.state !== "done" || (test !== undefined && failuresOf(test) > 0);
}
