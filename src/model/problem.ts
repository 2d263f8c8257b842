import type { Acceptance } from "./matrix";
import { printable } from "./printable";

/** Something wrong in a file that a person edits. */
export interface Problem {
  /** File, as the person knows it: `matrix.json` or `lock.json`. */
  readonly file: string;
  /** Line, from 1. */
  readonly line: number;
  /** Column, from 1. */
  readonly column: number;
  /** JSONPath of the value, such as `$.spark[1]`; `$` for the whole file; empty in a file that is not JSON. */
  readonly path: string;
  /** What is there. */
  readonly found: string;
  /** What would be right. */
  readonly allowed: string;
  /** What to do. */
  readonly fix: string;
  /** Where a fact is missing: the entry of the matrix's `accept` that takes it for granted. */
  readonly acceptable?: Pick<Acceptance, "rule" | "for">;
}

/** A problem on one line; names that it takes from a file, such as the lock's, stay on it too. */
export function formatProblem(problem: Problem): string {
  const { file, line, column, path, found, allowed, fix } = problem;
  const place = [`${file}:${line}:${column}`, path].join(" ").trimEnd();
  return printable(`${place}: found ${found}; allowed: ${allowed}; fix: ${fix}`);
}

/** Thrown before anything is written, with every problem of the input. */
export class InputError extends Error {
  override readonly name = "InputError";

  constructor(readonly problems: readonly Problem[]) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    super(`${count}, nothing was written:\n${problems.map(formatProblem).join("\n")}`);
  }
}

const LONGEST_SHOWN = 80;

/** A value as a message shows it: JSON on one line, cut when long, without control characters and passwords in URLs. */
export function show(value: unknown): string {
  const json = JSON.stringify(value) ?? "nothing";
  const plain = printable(json.replace(/:\/\/[^/\s"]*@/g, "://…@"));
  if (plain.length <= LONGEST_SHOWN) return plain;
  // A character of two code units at the cut goes whole.
  const start = plain.slice(0, LONGEST_SHOWN).replace(/[\ud800-\udbff]$/, "");
  return `${start}… (${plain.length} characters)`;
}
