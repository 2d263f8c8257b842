import { describe, expect, it } from "vitest";
import { formatProblem } from "../../src/model/problem";
import { JsonDocument } from "../../src/parse/document";

const problemsOf = (text: string): string[] =>
  new JsonDocument("matrix.json", text).problems.map(formatProblem);
const JSON_ONLY = "allowed: JSON without comments and trailing commas; fix: correct the text there";

describe("a file that is not JSON", () => {
  it.each([
    [
      "a trailing comma",
      '{\n  "spark": ["3.5.8",]\n}',
      [`matrix.json:2:21 $: found invalid JSON: value expected at "]"; ${JSON_ONLY}`],
    ],
    [
      "a comment",
      '{\n  // why\n  "a": 1\n}',
      [`matrix.json:2:3 $: found invalid JSON: invalid comment token at "// why"; ${JSON_ONLY}`],
    ],
    [
      "text after the end",
      "{}\n}",
      [`matrix.json:2:1 $: found invalid JSON: end of file expected at "}"; ${JSON_ONLY}`],
    ],
    [
      "a missing bracket",
      '{"a": [1',
      [
        `matrix.json:1:9 $: found invalid JSON: close bracket expected; ${JSON_ONLY}`,
        `matrix.json:1:9 $: found invalid JSON: close brace expected; ${JSON_ONLY}`,
      ],
    ],
    [
      "two faults on one line",
      '{"a": tru, "b" 1}',
      [
        `matrix.json:1:7 $: found invalid JSON: invalid symbol at "tru"; ${JSON_ONLY}`,
        `matrix.json:1:16 $: found invalid JSON: colon expected at "1"; ${JSON_ONLY}`,
      ],
    ],
    [
      "nothing",
      "",
      [
        "matrix.json:1:1 $: found no file, or an empty one; allowed: JSON; fix: write matrix.json or bring it back from version control",
      ],
    ],
    [
      "a merge conflict",
      '{\n<<<<<<< HEAD\n  "a": 1\n=======\n  "a": 2\n>>>>>>> other\n}',
      [
        "matrix.json:2:1 $: found a merge conflict marker (<<<<<<<); allowed: JSON; fix: resolve the conflict in matrix.json and remove its markers",
      ],
    ],
    [
      "two merge conflicts",
      '{\n<<<<<<< HEAD\n  "a": 1,\n=======\n  "a": 2,\n>>>>>>> other\n<<<<<<< HEAD\n=======\n>>>>>>> other\n}',
      [2, 7].map(
        (line) =>
          `matrix.json:${line}:1 $: found a merge conflict marker (<<<<<<<); allowed: JSON; fix: resolve the conflict in matrix.json and remove its markers`,
      ),
    ],
    [
      "a repeated key",
      '{\n  "a": {"b": 1,\n        "b": 2}\n}',
      [
        'matrix.json:3:9 $.a.b: found the key "b" a second time; allowed: each key once; fix: remove one of the two',
      ],
    ],
    [
      "brackets that never end",
      "[".repeat(100_000),
      [
        "matrix.json:1:101 $: found more than 100 levels of nesting; allowed: the few levels of the schema; fix: remove the brackets too many",
      ],
    ],
  ])("with %s says where", (_what, text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  it("has no value", () => {
    expect(new JsonDocument("matrix.json", "{").value).toBeUndefined();
  });
});

describe("a JSON file", () => {
  it("may have a text of any length, and quotes that never end", () => {
    expect(problemsOf(`{"a": "${"a".repeat(20_000_000)}"}`)).toEqual([]);
    expect(problemsOf('"\\'.repeat(20_000)).length).toBe(1);
  });

  it("is named in a message on one line, whatever its keys are", () => {
    const [line] = problemsOf('{"a\u2028\u202e\\n": 1, "a\u2028\u202e\\n": 2}');
    expect(line).toContain('$["a\\u2028\\u202e\\n"]: found the key "a\\u2028\\u202e\\n" a second time; ');
  });

  it("keeps a key named __proto__ as data", () => {
    expect(Object.keys(new JsonDocument("matrix.json", '{"__proto__": 1}').value as object)).toEqual([
      "__proto__",
    ]);
  });

  it("knows the line and column of a value, and of the nearest parent where there is none", () => {
    const document = new JsonDocument("matrix.json", '{\n  "spark": [\n    "3.5.8"\n  ]\n}');
    const at = (...path: (string | number)[]): string => {
      const { line, column } = document.problem(path, "", "", "");
      return `${line}:${column}`;
    };
    expect([at("spark", 0), at("spark", 7), at("spark"), at("jdbc"), at()]).toEqual([
      "3:5",
      "2:3",
      "2:3",
      "1:1",
      "1:1",
    ]);
  });
});

describe("a file whose name ends in .jsonc", () => {
  const text = '{\n  // why "4.1.0" /* is\n  "a": "// 1", /* not\n here */ "b": [1]\n}';

  it("is on one line, whatever names it takes from a file", () => {
    const document = new JsonDocument("matrix.json", "{}");
    expect(formatProblem(document.problem([], "a\nb", "\u001b[31m", "c\u2028d"))).toBe(
      "matrix.json:1:1 $: found a\\u000ab; allowed: \\u001b[31m; fix: c\\u2028d",
    );
  });

  it("may have comments, which are no part of its value and move nothing", () => {
    const document = new JsonDocument("matrix.jsonc", text);
    expect(document.problems).toEqual([]);
    expect(document.value).toEqual({ a: "// 1", b: [1] });
    expect(formatProblem(document.problem(["b"], "1", "2", "3"))).toBe(
      "matrix.jsonc:4:10 $.b: found 1; allowed: 2; fix: 3",
    );
  });

  it.each([
    ["a trailing comma", '{"a": 1,}', '1:9 $: found invalid JSON: property name expected at "}"'],
    [
      "a comment without an end",
      '{"a": 1} /* b',
      '1:10 $: found invalid JSON: invalid comment token at "/* b"',
    ],
    ["a comment alone", "// nothing", "1:1 $: found no file, or an empty one"],
  ])("may not have %s", (_what, wrong, expected) => {
    const [problem] = new JsonDocument("matrix.jsonc", wrong).problems;
    expect(problem && formatProblem(problem)).toContain(`matrix.jsonc:${expected}`);
  });

  it("is told what it may have", () => {
    const [problem] = new JsonDocument("matrix.jsonc", "{,}").problems;
    expect(problem?.allowed).toBe("JSON with comments, without trailing commas");
  });
});
