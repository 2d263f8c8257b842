import type { Matrix } from "../model/matrix";
import { type Problem, show } from "../model/problem";
import type { JsonDocument } from "../parse/document";
import type { Draft } from "../parse/draft";
import { list, present } from "./rule";

/** The problems that the matrix does not accept. Only those of a missing fact can be accepted. */
export function notAccepted(problems: readonly Problem[], matrix: Draft<Matrix>): readonly Problem[] {
  const accepted = new Set(present(matrix.accept).map(([entry]) => keyOf(entry)));
  return problems.filter(({ acceptable }) => !acceptable || !accepted.has(keyOf(acceptable)));
}

/** Entries of `accept` that accept nothing, or that stand there twice. */
export function uselessAcceptances(
  problems: readonly Problem[],
  matrix: Draft<Matrix>,
  matrixFile: JsonDocument,
): readonly Problem[] {
  const missing = new Map(
    problems.flatMap(({ acceptable }) => (acceptable ? [[keyOf(acceptable), acceptable]] : [])),
  );
  const seen = new Set<string>();
  return present(matrix.accept).flatMap(([entry, index]) => {
    const key = keyOf(entry);
    const isRepeated = seen.has(key);
    seen.add(key);
    if (entry.rule === undefined || entry.for === undefined || (missing.has(key) && !isRepeated)) return [];
    const what = `${show(entry.rule)} for ${show(entry.for)}`;
    const open = [...missing.values()].map(({ rule, for: subject }) => `"${rule}" for "${subject}"`);
    return isRepeated
      ? matrixFile.problem(["accept", index], `${what} a second time`, "each once", "remove one of the two")
      : matrixFile.problem(
          ["accept", index],
          `${what}, of which no fact is missing`,
          `the facts that are missing: ${list(open)}; what is known not to work cannot be accepted`,
          "remove it, or write the rule and the part that a message names",
        );
  });
}

function keyOf(entry: { readonly rule?: string | undefined; readonly for?: string | undefined }): string {
  return `${entry.rule} ${entry.for}`;
}
