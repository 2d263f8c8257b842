import * as fc from "fast-check";

/**
 * Seed of every property of a run: the same unless `HOSTILE_SEED` names another, so that a failure can be had again. The
 * full suite of CI takes a new one each time.
 */
export const SEED = Number(process.env["HOSTILE_SEED"] ?? 5);

/** How many cases each property has. */
export const CASES = {
  anyJson: 3500,
  brokenText: 2500,
  nearValid: 3000,
  large: 200,
  allowed: 800,
} as const;

/** Longest that a property may take, in milliseconds; on an idle machine none takes a minute. */
export const LONGEST = 900_000;

/**
 * Whether something holds of all cases of a kind.
 *
 * @throws Error with the smallest case found for which it does not, the seed, and the path that leads to the case:
 * `HOSTILE_SEED=… HOSTILE_PATH=… npx vitest run test/hostile -t "title of the test"` runs that one alone.
 */
export function holds<T>(cases: number, arbitrary: fc.Arbitrary<T>, predicate: (value: T) => void): void {
  const path = process.env["HOSTILE_PATH"];
  fc.assert(fc.property(arbitrary, predicate), { numRuns: cases, seed: SEED, ...(path ? { path } : {}) });
}
