import type { Part } from "./finding";

/** A part that the lock pins, with its licence. */
export interface LockedPart extends Part {
  readonly license: string;
  /** What whoever ships the image must know of the licence; empty where there is nothing. */
  readonly attention: string;
}
