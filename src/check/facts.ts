import type { JsonPath } from "../model/json-path";
import type { Evidence, Knowledge } from "../model/knowledge";
import type { AcceptableRule } from "../model/matrix";
import { type Problem, show } from "../model/problem";
import type { JsonDocument } from "../parse/document";
import { list } from "./rule";

type FactFile = keyof Knowledge;

const DOUBT: Readonly<Partial<Record<Evidence["confidence"], string>>> = {
  single: ", one source alone",
  inferred: ", inferred",
};

/** A row and its source for a message, such as `(compatibility/rapids.json, release 26.08: https://…)`. */
export function cite(file: FactFile, row: string, { source, confidence }: Evidence): string {
  return `(compatibility/${file}.json, ${row}: ${source}${DOUBT[confidence] ?? ""})`;
}

/** A fact that the data does not have. */
export interface MissingFact {
  readonly rule: AcceptableRule;
  /** What it is about: what an entry of the matrix's `accept` says in `for`. */
  readonly for: string;
  readonly found: string;
  readonly allowed: string;
  /** How the data gets the fact. */
  readonly add: string;
  /** What to take instead, which the data knows. */
  readonly instead: string;
}

/** The problem of a missing fact: the way out is a row, another version, or an override that everybody can see. */
export function missingFact(document: JsonDocument, path: JsonPath, fact: MissingFact): Problem {
  const { rule, for: subject, found, allowed, add, instead } = fact;
  const entry = `{ "rule": "${rule}", "for": "${subject}", "reason": "…" }`;
  const fix = `${add}, ${instead}, or accept it by ${entry} in $.accept`;
  return { ...document.problem(path, found, allowed, fix), acceptable: { rule, for: subject } };
}

/** What to add to a table for a fact that it lacks; a value that is not known yet is undefined. */
export function rowToAdd(file: FactFile, table: string, row: Readonly<Record<string, unknown>>): string {
  const evidence = { source: undefined, date: undefined, confidence: undefined };
  const values = Object.entries({ ...row, ...evidence }).map(
    ([key, value]) => `${show(key)}: ${value === undefined ? "…" : show(value)}`,
  );
  return `add { ${values.join(", ")} } to $.${table} of compatibility/${file}.json`;
}

/** What a table knows, for a message. */
export function knownIn(file: FactFile, table: string, keys: Iterable<string>): string {
  return `what $.${table} of compatibility/${file}.json knows: ${list(new Set(keys))}`;
}
