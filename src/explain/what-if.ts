import { applyEdits, modify } from "jsonc-parser";
import { MISSING_RULES, check, ruleInput } from "../check/check";
import { isHeld } from "../check/rule";
import { unpinned } from "../check/unpinned";
import { wantedEntries } from "../check/wanted";
import type { JsonPath } from "../model/json-path";
import type { Matrix } from "../model/matrix";
import { type Problem, formatProblem } from "../model/problem";
import { parseFile } from "../parse/parse";
import type { Evidence } from "./evidence";

/** A value to write into the matrix. */
export interface Edit {
  readonly path: JsonPath;
  readonly value: unknown;
}

/** What the rules say of the matrix after an edit. */
export interface Verdict {
  /** What the lock lacks: `npx projen lock` may bring it. */
  readonly unlocked: readonly Problem[];
  /** Of those, what no checksum is known of: why, and what to do. */
  readonly unpinned: readonly string[];
  /** Facts that `compatibility/` lacks. */
  readonly unknown: readonly Problem[];
  /** What cannot work. */
  readonly refused: readonly Problem[];
}

/** Makes an edit on a copy of the matrix and asks every rule about it. */
export function whatIf({ sources, parsed, knowledge }: Evidence, edits: readonly Edit[]): Verdict {
  const text = edits.reduce(
    (before, { path, value }) => applyEdits(before, modify(before, [...path], value, {})),
    sources.matrix.text,
  );
  const matrix = parseFile<Matrix>("matrix", { file: sources.matrix.file, text });
  const edited = { matrix, lock: parsed.lock };
  const input = ruleInput(edited, knowledge);
  const aboutTheLock = new Set(MISSING_RULES.flatMap((rule) => rule(input).map(formatProblem)));
  const problems = check(edited, knowledge);
  const isUnlocked = (problem: Problem): boolean => aboutTheLock.has(formatProblem(problem));
  return {
    unlocked: problems.filter(isUnlocked),
    unpinned: wantedEntries(input).flatMap(({ section, key }) => {
      const reason = section === "jars" && !isHeld(parsed.lock.draft.jars, key) && unpinned(input, key);
      return reason ? [`${key} is not locked, ${reason.why}: ${reason.fix}`] : [];
    }),
    unknown: problems.filter((problem) => !isUnlocked(problem) && problem.acceptable),
    refused: problems.filter((problem) => !isUnlocked(problem) && !problem.acceptable),
  };
}
