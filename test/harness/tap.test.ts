import { expect, test } from "vitest";
import { readTap } from "../../harness/tap";

test("claims that hold, do not hold and are skipped are counted apart", () => {
  const summary = readTap("ok 1 - a\nnot ok 2 - b\nok 3 - c # SKIP no driver\nok 4 - d\n1..4\n");
  expect(summary).toEqual({
    passed: 2,
    skipped: 1,
    isComplete: true,
    failed: [
      {
        name: "b",
        diagnostics: [],
      },
    ],
  });
});

test("the diagnostics under a failed claim are its own, without their marks", () => {
  const { failed } = readTap(
    "ok 1 - a\n# about a\nnot ok 2 - b\n#   expected: 1\n#   actual:   2\nok 3 - c\n# about c\n1..3\n",
  );
  expect(failed).toEqual([{ name: "b", diagnostics: ["  expected: 1", "  actual:   2"] }]);
});

test("lines that are no TAP are passed over", () => {
  expect(readTap("Unable to find image\nok 1 - a\nnot okay\n1..1\n")).toMatchObject({
    passed: 1,
    failed: [],
  });
});

test("an output that is cut off before its plan is not complete", () => {
  expect(readTap("ok 1 - a\n").isComplete).toBe(false);
});

test("an output with fewer claims than its plan is not complete", () => {
  expect(readTap("1..3\nok 1 - a\nok 2 - b\n").isComplete).toBe(false);
});

test("an empty output holds no claim", () => {
  expect(readTap("")).toEqual({ passed: 0, failed: [], skipped: 0, isComplete: false });
});
