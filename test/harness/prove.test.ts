import { describe, expect, it } from "vitest";
import { parseCommandLine } from "../../harness/prove/command-line";
import { rowOf, textOf, withRow } from "../../harness/prove/rows";
import { failureIn } from "../../harness/prove/run-job";

const REPLACE = { replace: "a-1.jar", with: "g:a:2" };

describe("the command line of npm run prove", () => {
  it("names a Spark and changes: a jar for another, one less, one more", () => {
    expect(parseCommandLine(["4.1.1", "a-1.jar=g:a:2", "b-1.jar=", "=g:c:1:jar:linux-x86_64"]).asked).toEqual(
      {
        spark: "4.1.1",
        changes: [REPLACE, { remove: "b-1.jar" }, { add: "g:c:1:jar:linux-x86_64" }],
      },
    );
    expect(parseCommandLine([])).toEqual({ asked: undefined, isAll: false, asksForHelp: false });
  });

  it.each([
    [["4.1"], 'SPARK: found "4.1", allowed: a version such as 4.1.1.'],
    [["--all", "4.1.1"], "--all: found beside a SPARK, allowed: one of the two."],
    ...["=", "a-1.jar", "a-1.jar=g:a", "../a.jar=x"].map((change) => [
      ["4.1.1", change],
      `CHANGE: found "${change}", allowed: FILE=GROUP:ARTIFACT:VERSION, FILE= or =GROUP:ARTIFACT:VERSION.`,
    ]),
  ] as [string[], string][])("refuses %j", (args, message) => {
    expect(() => parseCommandLine(args)).toThrow(message);
  });
});

describe("what a failed run says", () => {
  it.each([
    ["ok start of a session\nnot ok json functions: a.B: c", "", "json functions: a.B: c"],
    ["", 'Exception in thread "main" a.B: c\n\tat d\nCaused by: e.F: g\n\tat h', "start of Spark: e.F: g"],
    ["ok start of a session", "", "after start of a session: nothing was printed"],
  ])("%j %j: %s", (stdout, stderr, expected) => {
    expect(failureIn({ stdout, stderr })).toBe(expected);
  });
});

describe("the rows of runs", () => {
  const row = (spark: string, failure?: string) =>
    rowOf({ spark, changes: [REPLACE, { remove: "b-1.jar" }] }, failure, { job: "1", java: "17.0.15" });

  it("are in the order of their Sparks, and take the place of one about the same set in another order", () => {
    const again = { ...row("4.1.1", "json functions: a"), changes: [{ remove: "b-1.jar" }, REPLACE] };
    const rows = [row("3.5.8"), row("4.1.1"), row("3.5.10"), again].reduce(withRow, [] as never[]);
    expect(rows.map(({ spark, failure }) => [spark, failure])).toEqual([
      ["3.5.8", null],
      ["3.5.10", null],
      ["4.1.1", "json functions: a"],
    ]);
  });

  it("read as the command takes them", () => {
    const { spark, changes } = row("4.1.1");
    expect(textOf({ spark, changes })).toBe("4.1.1 a-1.jar=g:a:2 b-1.jar=");
    expect(parseCommandLine(textOf({ spark, changes }).split(" ")).asked).toEqual({ spark, changes });
  });
});
