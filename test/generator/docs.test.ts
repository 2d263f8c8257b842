import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { check } from "../../src/check/check";
import { KNOWLEDGE } from "../../src/model/knowledge";
import { formatProblem } from "../../src/model/problem";
import { parse } from "../../src/parse/parse";
import { fixtureSources } from "../fixture-project/fixture-project";
import { ROOT } from "./fixture";

const sources = fixtureSources();
const read = (file: string): string => readFileSync(join(ROOT, file), "utf8");

/** What the rules say of the fixture's matrix after replacements in its text. */
function messages(...replacements: readonly (readonly [string, string])[]): readonly string[] {
  const text = replacements.reduce((matrix, [from, to]) => {
    expect(matrix).toContain(from);
    return matrix.replace(from, to);
  }, sources.matrix.text);
  const changed = { ...sources, matrix: { ...sources.matrix, text } };
  return check(parse(changed), KNOWLEDGE).map(formatProblem);
}

const ON_4_1_0 = [
  '"spark": ["4.1.1"],\n      "variant": "gpu"',
  '"spark": ["4.1.0"],\n      "variant": "gpu"',
] as const;

const shown: [string, readonly string[]][] = [
  ["README.md", messages(['"rapids": {', '"rapdis": {'], ON_4_1_0)],
  [
    "docs/compatibility.md",
    [
      ...messages(ON_4_1_0),
      ...messages(
        [
          '"release": "bookworm", "image": "debian:bookworm-slim"',
          '"release": "forky", "image": "debian:forky-slim"',
        ],
        ['"java": { "version": 17 }', '"java": { "version": 21 }'],
        ['"spark": ["3.5.7", "3.5.8", "4.1.0", "4.1.1"]', '"spark": ["4.1.0", "4.1.1"]'],
        [
          '"spark": ["3.5.8", "4.1.1"],\n      "variant": "s3a"',
          '"spark": ["4.1.1"],\n      "variant": "s3a"',
        ],
      ),
    ],
  ],
  [
    "docs/s3a.md",
    [
      ...messages([
        '"rapids": {',
        '"hadoopAws": { "3.5": { "version": "3.4.2", "awsSdk": "2.29.52" } },\n  "rapids": {',
      ]),
      ...messages(['"layers": ["jars-hadoop-aws"]', '"layers": ["jars-hadoop-aws", "jars-iceberg"]']),
    ],
  ],
];

describe("the messages in the documents", () => {
  it.each(shown)("of %s are those that the rules give", (file, expected) => {
    expect(read(file).match(/^matrix\.json:.*$/gm)).toEqual(expected);
  });
});
