import type { Problem } from "../model/problem";

/** What is known of an image's versions: the answer of `npx projen explain IMAGE`. */
export interface Explanation {
  /** References that the name stands for: one, or every variant of a folder. */
  readonly images: readonly string[];
  /** Path of the folder that builds them. */
  readonly folder: string;
  readonly description: string;
  /** Every part with a version of its own, from the operating system up. */
  readonly parts: readonly PartExplanation[];
}

/** A part of an image: where its version comes from, what binds it and what would let it move. */
export interface PartExplanation {
  readonly name: string;
  readonly version: string;
  readonly from: readonly Origin[];
  readonly boundBy: readonly Bound[];
  readonly moves: readonly Move[];
  /** True for a package that only other packages require: a line is enough for it. */
  readonly isBrief?: boolean;
}

/** A place that decides a version. */
export interface Origin {
  /** File, line and column, such as `matrix.json:33:29`; the schema's name alone for a default of it. */
  readonly at: string;
  /** JSONPath of the value there. */
  readonly path: string;
  /** What stands there, in a few words. */
  readonly says: string;
}

/** Something that a version has to fit. */
export interface Bound {
  readonly says: string;
  /** The row and its link, or the place in a file of this project. */
  readonly source: string;
}

/**
 * What another version takes. `ready`: the edit and `npx projen`. `lock`: the lock gets an entry first. `unknown`: a fact
 * is missing. `refused`: a rule stands against it. `there`: the matrix has it, in images of its own. `with`: the part comes
 * with another one and moves with that.
 */
export type Outcome = "ready" | "lock" | "unknown" | "refused" | "there" | "with";

/** Versions that share one answer. */
export interface Move {
  readonly to: readonly string[];
  readonly outcome: Outcome;
  /** What to do, or what stands against it. */
  readonly says: string;
  /** What the rules find after the edit, for `lock`, `unknown` and `refused`. */
  readonly problems: readonly Problem[];
}
