/** Where an image is not what its bill of materials says: one sentence. */
export type Difference = string;

/** What a comparison looked at, and the differences that it found. */
export interface Compared {
  /** How many were found as the bill of materials says. */
  readonly right: number;
  /** How many nobody listed and a listed whole covers: a Debian package, an unpacked archive, a wheel. */
  readonly covered: number;
  readonly differences: readonly Difference[];
}
