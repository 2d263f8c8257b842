import { describe, expect, it } from "vitest";
import { leftOutBy } from "../../harness/sbom-check/left-out";
import { savingsOf } from "../../harness/trims/savings";
import { formatSavings } from "../../harness/trims/table";
import type { Trim } from "../../src/model/compatibility/trims";

const trim = (name: string, where: Trim["where"], ...paths: string[]): Trim => ({
  name,
  where,
  paths,
  what: `what ${name} is`,
  reason: "nobody runs it",
  saves: {},
  source: "a test of the project",
  date: "2026-11-23",
  confidence: "measured",
});

const TRIMS = [
  trim("tests", "packages", "**/tests", "a/lib*.so"),
  trim("headers", "prefix", "include"),
  trim("all-of-a", "packages", "a"),
];

describe("what is left out of a wheel", () => {
  it.each([
    ["packages", "a/tests/one.py", true],
    ["packages", "tests/one.py", true],
    ["packages", "b/deep/tests/.hidden", true],
    ["packages", "b/tests", true],
    ["packages", "b/tested/one.py", false],
    ["packages", "b/libx.so", false],
    ["prefix", "include/python3.10/a/a.h", true],
    ["prefix", "bin/tests", false],
    ["packages", "include/a.h", false],
  ] as const)("by its place: %s %s is %s", (where, path, expected) => {
    expect(leftOutBy(TRIMS)(where, path)).toBe(expected);
  });

  it("is nothing where everything is kept", () => {
    expect(leftOutBy([])("packages", "a/tests/one.py")).toBe(false);
  });
});

describe("the bytes that are saved", () => {
  const wheel = (group: "base" | "gpu", sizes: Record<string, number>) => ({
    group,
    sizes: new Map(Object.entries({ ...sizes, "a-1.dist-info/RECORD": 7 })),
  });

  it("are added up by part and group, each file for the first part that it is of", () => {
    const wheels = [
      wheel("base", { "a/tests/one.py": 10, "a/code.py": 5, "a-1.data/headers/a.h": 3, "c/code.py": 99 }),
      wheel("base", { "b/tests/one.py": 1 }),
      wheel("gpu", { "a/code.py": 4, "a/empty.py": 0 }),
    ];
    expect(savingsOf(TRIMS, wheels)).toEqual([{ base: 11 }, { base: 3 }, { base: 5, gpu: 4 }]);
  });

  it("are shown in a table, with a sum for each group", () => {
    const trims = TRIMS.map((found, index) => ({
      ...found,
      saves: index === 1 ? {} : { base: 1000 + index },
    }));
    expect(formatSavings(trims)).toBe(
      [
        "part       base  gpu  iceberg  what it is",
        "tests     1,000    -        -  what tests is",
        "headers       -    -        -  what headers is",
        "all-of-a  1,002    -        -  what all-of-a is",
        "all       2,002    -        -",
      ].join("\n"),
    );
  });
});
