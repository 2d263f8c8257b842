import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fixtureSources } from "../fixture-project/fixture-project";
import { smallLock, smallMatrix } from "../generator/fixture";
import { CASES, LONGEST, SEED, holds } from "./cases";
import { mutated, mutations } from "./mutations";
import { hostileJson, textOf } from "./strings";
import { anyText, edited } from "./texts";
import { sourcesOf, verdictOf } from "./verdict";

const small = { matrix: textOf(smallMatrix()), lock: textOf(smallLock()) };
const large = Object.values(fixtureSources()).map(({ text }) => JSON.parse(text) as unknown);

/** One of the two files, or both. */
const which = fc.constantFrom("matrix", "lock", "both");

describe(`hostile input (HOSTILE_SEED=${SEED})`, { timeout: LONGEST }, () => {
  it("is ten thousand cases", () => {
    expect(Object.values(CASES).reduce((sum, cases) => sum + cases, 0)).toBeGreaterThanOrEqual(10_000);
  });

  it("of any JSON gives a whole tree, or problems that each say where", () => {
    const text = hostileJson.map(textOf);
    holds(CASES.anyJson, fc.tuple(which, text, text), ([files, one, other]) => {
      verdictOf(sourcesOf(files === "lock" ? small.matrix : one, files === "matrix" ? small.lock : other));
    });
  });

  it("of any text gives a whole tree, or problems that each say where", () => {
    const broken = fc.tuple(fc.oneof(edited(small.matrix), anyText), fc.oneof(edited(small.lock), anyText));
    holds(CASES.brokenText, fc.tuple(which, broken), ([files, [matrix, lock]]) => {
      verdictOf(sourcesOf(files === "lock" ? small.matrix : matrix, files === "matrix" ? small.lock : lock));
    });
  });

  it("of a matrix and a lock with a few changes gives a whole tree, or problems that each say where", () => {
    holds(CASES.nearValid, fc.tuple(which, mutations, mutations), ([files, ofMatrix, ofLock]) => {
      const matrix = textOf(mutated(smallMatrix(), files === "lock" ? [] : ofMatrix));
      const lock = textOf(mutated(smallLock(), files === "matrix" ? [] : ofLock));
      verdictOf(sourcesOf(matrix, lock));
    });
  });

  it("of a large matrix and lock with a few changes gives a whole tree, or problems that each say where", () => {
    holds(CASES.large, fc.tuple(which, mutations, mutations), ([files, ofMatrix, ofLock]) => {
      const matrix = textOf(mutated(large[0], files === "lock" ? [] : ofMatrix));
      const lock = textOf(mutated(large[1], files === "matrix" ? [] : ofLock));
      verdictOf(sourcesOf(matrix, lock));
    });
  });
});
