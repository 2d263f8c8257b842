import type { Knowledge } from "../model/knowledge";
import type { Lock } from "../model/lock";
import type { Matrix } from "../model/matrix";
import type { Problem } from "../model/problem";
import type { JsonDocument } from "../parse/document";
import type { Draft } from "../parse/draft";

/** What a rule reads: both files as far as they could be read, and what is known of the ecosystem. */
export interface RuleInput {
  readonly matrix: Draft<Matrix>;
  readonly matrixFile: JsonDocument;
  readonly lock: Draft<Lock>;
  readonly lockFile: JsonDocument;
  readonly knowledge: Knowledge;
}

/** A rule: the problems it finds; none where all is well or the parts it reads are missing. */
export type Rule = (input: RuleInput) => readonly Problem[];

const LONGEST_LIST = 12;

/** Names in a message: the first dozen, and how many more there are. */
export function list(names: Iterable<string>): string {
  const all = [...names];
  if (all.length === 0) return "none";
  const rest = all.length - LONGEST_LIST;
  return all.slice(0, LONGEST_LIST).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

/** Major and minor of a Spark version: `3.5` of `3.5.8`. */
export function lineOf(version: string): string {
  return version.split(".").slice(0, 2).join(".");
}

/** Whether a section has an entry, be it one that could not be read. */
export function isHeld(section: object | undefined, key: string): boolean {
  return section !== undefined && Object.hasOwn(section, key);
}

/** An entry of a section by its key; undefined where the section has none, also for names that every object has. */
export function held<T>(section: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return section && isHeld(section, key) ? section[key] : undefined;
}

/** The values of a draft's list that could be read, with their places. */
export function present<T>(items: readonly (T | undefined)[] | undefined): readonly (readonly [T, number])[] {
  return (items ?? []).flatMap((item, index) => (item === undefined ? [] : [[item, index] as const]));
}
