import { describe, expect, it } from "vitest";
import { failsEverywhere, failsExactly } from "../../harness/can-fail/verdict";

const tap = (...lines: string[]): string =>
  `${lines.join("\n")}\n1..${lines.filter((line) => !line.startsWith("#")).length}\n`;
const failed = tap("not ok 1 - a (uid 185)", "#   expected: x", "not ok 2 - a (uid 7)", "#   expected: x");

describe("a test that must fail in every claim", () => {
  it("is killed when every claim fails with a reason, and it ends with 1", () => {
    expect(failsEverywhere({ output: failed, exitCode: 1 })).toBeUndefined();
  });

  it.each([
    ["it ends with 0", failed, 0, "test.sh ended with 0, not with 1"],
    ["it makes no claim", "", 1, "test.sh made no claim, or not all"],
    [
      "a claim passes",
      tap("ok 1 - a", "not ok 2 - b", "#   expected: x"),
      1,
      "1 claims passed and 0 were skipped",
    ],
    [
      "a claim is skipped",
      tap("ok 1 - a # SKIP why", "not ok 2 - b", "#   x"),
      1,
      "0 claims passed and 1 were skipped",
    ],
    ["a claim fails without a reason", tap("not ok 1 - a"), 1, "failed without a reason: a"],
  ])("survives when %s", (_what, output, exitCode, why) => {
    expect(failsEverywhere({ output, exitCode })).toBe(why);
  });
});

describe("a mutant", () => {
  it("is killed by exactly the claims that are named for it, for whichever user", () => {
    expect(failsExactly(["a"], { output: failed, exitCode: 1 })).toBeUndefined();
  });

  it("survives when a claim still holds or another one fails", () => {
    expect(failsExactly(["b"], { output: failed, exitCode: 1 })).toBe("still holds: b; fails as well: a");
  });
});
