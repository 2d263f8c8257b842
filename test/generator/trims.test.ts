import { describe, expect, it } from "vitest";
import { KNOWLEDGE } from "../../src/model/knowledge";
import { generated, problems } from "./fixture";

const NAMES = KNOWLEDGE.trims.trims.map(({ name }) => name);
const listOf = (folder: string, edit?: Parameters<typeof generated>[0]): readonly string[] =>
  [...generated(edit).values()]
    .find(({ path }) => path.endsWith(`${folder}/left-out.txt`))
    ?.content.split("\n")
    .filter((line) => !line.startsWith("#") && line !== "") ?? [];

describe("what images are built without", () => {
  it("has a name of its own for each part", () => {
    expect(new Set(NAMES).size).toBe(NAMES.length);
  });

  it("is listed for CPython and for wheels, each from its own folder", () => {
    expect(listOf("python-3.10")).toContain("python-idle lib/python3*/idlelib");
    expect(listOf("python-3.10").join("\n")).not.toContain("wheel-");
    expect(listOf("python-deps")).toContain("wheel-tests lib/python3.10/site-packages/**/tests");
    expect(listOf("python-deps")).toContain("wheel-scheme-headers include");
    expect(listOf("python-deps").join("\n")).not.toContain("python-idle");
  });

  it("is in a tree again when the matrix keeps it, and nothing else is", () => {
    const kept = (name: string) => (line: string) => line.startsWith(`${name} `);
    const before = listOf("python-deps");
    const after = listOf("python-deps", ({ matrix }) => (matrix.keep = ["numpy-simd", "python-idle"]));
    expect(before.some(kept("numpy-simd"))).toBe(true);
    expect(after).toEqual(before.filter((line) => !kept("numpy-simd")(line)));
  });

  it("can be kept as a whole", () => {
    expect(listOf("python-3.10", ({ matrix }) => (matrix.keep = NAMES))).toEqual([]);
  });

  it.each(["wheel-test", "to-string", "toString", ""])(
    "cannot be kept by a name that there is not, such as %s",
    (name) => {
      const [line] = problems(({ matrix }) => (matrix.keep = [name]));
      expect(line).toContain(`matrix.json $.keep[0]: found "${name}"; allowed: `);
    },
  );

  it("names the nearest part for a misspelt one", () => {
    expect(problems(({ matrix }) => (matrix.keep = ["wheel-tests", "wheel-test"]))).toEqual([
      'matrix.json $.keep[1]: found "wheel-test"; allowed: the names of compatibility/trims.json: python-tests, python-idle, python-ensurepip, python-build-files, python-share, wheel-tests, wheel-headers, wheel-scheme-headers, wheel-sources, wheel-static-libraries, pyarrow-copies, numpy-simd and 1 more; fix: write "wheel-tests" or remove it here',
    ]);
  });

  it("cannot be kept twice", () => {
    expect(problems(({ matrix }) => (matrix.keep = ["wheel-tests", "wheel-tests"]))).toEqual([
      'matrix.json $.keep[1]: found "wheel-tests" a second time; allowed: each item once; fix: remove one of the two',
    ]);
  });
});
