import { compareVersions } from "../../../src/check/nearest";

/**
 * The Python whose place another takes: the lock has wheels for it, and the matrix no longer asks for them.
 *
 * @param python one that the lock has no wheels for
 * @param wanted Pythons of the matrix
 * @param held Pythons of the lock
 */
export function formerPython(
  python: string,
  wanted: readonly string[],
  held: readonly string[],
): string | undefined {
  const newcomers = wanted.filter((other) => !held.includes(other)).sort(compareVersions);
  const leaving = held.filter((other) => !wanted.includes(other)).sort(compareVersions);
  return leaving[Math.min(newcomers.indexOf(python), leaving.length - 1)];
}
