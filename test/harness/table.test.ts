import { expect, test } from "vitest";
import { formatTable, formatTotals, hasFailed, type ImageResult } from "../../harness/table";
import { aBuild } from "./a-build";

const claims = { failed: [], isComplete: true, problem: undefined, command: "", logFile: "log" };
const claim = { name: "a", diagnostics: [] };

const PASSED: ImageResult = {
  build: aBuild("jdk"),
  built: { state: "done", value: { seconds: 14, size: 350_000_000 } },
  test: { ...claims, passed: 21, skipped: 2 },
};
const CHILD: ImageResult = {
  build: aBuild("spark", { parents: ["jdk"] }),
  built: { state: "done", value: { seconds: 9, size: 1_250_400_000 } },
  test: { ...claims, passed: 3, skipped: 0, failed: [claim, claim], problem: "it did not end within 900 s" },
};
const UNTESTED: ImageResult = { ...CHILD, test: undefined };
const BROKEN: ImageResult = {
  build: aBuild("python"),
  built: { state: "failed", error: new Error("x") },
  test: undefined,
};
const BLOCKED: ImageResult = {
  build: aBuild("deps", { parents: ["python"] }),
  built: { state: "blocked", blocker: "spark-k8s-python:latest" },
  test: undefined,
};

test("the table has sizes, sizes above the first parent, build seconds and claims", () => {
  expect(`\n${formatTable([PASSED, CHILD, BROKEN])}\n`).toBe(`
image                      size  above parent  build  passed  failed  skipped
spark-k8s-jdk:latest     350 MB             -   14 s      21       0        2
spark-k8s-spark:latest   1.3 GB        900 MB    9 s       3       3        0
spark-k8s-python:latest  failed             -      -       -       -        -
`);
});

test("an image that was not built for its parent says so", () => {
  expect(formatTable([BLOCKED])).toContain("not built: parent spark-k8s-python:latest failed");
});

test.each([
  ["claims of all images", [PASSED, CHILD], "24 passed, 3 failed, 2 skipped"],
  [
    "builds that failed or were not begun as failures",
    [PASSED, BROKEN, BLOCKED],
    "21 passed, 2 failed, 2 skipped",
  ],
  ["nothing without a test", [UNTESTED], "0 passed, 0 failed, 0 skipped"],
])("the totals count %s", (_, results, totals) => {
  expect(formatTotals(results)).toBe(totals);
});

test.each([
  ["an image that was built and passed", PASSED, false],
  ["an image that was built only", UNTESTED, false],
  ["an image with failed claims", CHILD, true],
  [
    "a test that failed as a whole",
    { ...PASSED, test: { ...claims, passed: 1, skipped: 0, problem: "no plan" } },
    true,
  ],
  ["an image that was not built", BROKEN, true],
  ["an image whose parent was not built", BLOCKED, true],
])("%s: failed is %s", (_, result, expected) => {
  expect(hasFailed(result)).toBe(expected);
});
