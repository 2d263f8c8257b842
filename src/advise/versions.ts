import { lineOf } from "../check/rule";

/** What decides whether a version is affected. */
export interface Range {
  /** First affected version; null: every version before the fix. */
  readonly affectedFrom: string | null;
  /** First fixed version of each release line that has a fix. */
  readonly fixed: readonly string[];
}

const NUMBERS = /^\d+(\.\d+)*/;

/**
 * Orders two versions by the numbers that they start with, whatever their number of parts: Maven's versions have two to
 * four, and end in qualifiers (`.Final`, `.jre11`) that no row of `compatibility/` tells apart.
 */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [numbersOf(one), numbersOf(other)];
  for (let place = 0; place < Math.max(a.length, b.length); place++) {
    const difference = (a[place] ?? 0) - (b[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function numbersOf(version: string): readonly number[] {
  return (NUMBERS.exec(version)?.[0] ?? "0").split(".").map(Number);
}

/**
 * Whether a version is affected: it is fixed from the first fixed version of its own line (same major and minor) on, and
 * otherwise from the highest on.
 */
export function isAffected(version: string, { affectedFrom, fixed }: Range): boolean {
  if (affectedFrom !== null && compareVersions(version, affectedFrom) < 0) return false;
  const ofLine = fixed.filter((fix) => lineOf(fix) === lineOf(version));
  const decisive = (ofLine.length > 0 ? ofLine.toSorted(compareVersions) : sorted(fixed).slice(-1))[0];
  return decisive === undefined || compareVersions(version, decisive) < 0;
}

/**
 * The lowest version above a given one that none of the ranges holds, with its qualifier (`.jre11`) where the fix is
 * written without one; null where no row names one.
 */
export function nearestFix(version: string, ranges: readonly Range[]): string | null {
  const candidates = sorted(ranges.flatMap(({ fixed }) => fixed));
  const isFixed = (candidate: string): boolean =>
    compareVersions(candidate, version) > 0 && ranges.every((range) => !isAffected(candidate, range));
  const fix = candidates.find(isFixed);
  if (fix === undefined) return null;
  return /^[\d.]+$/.test(fix) ? version.replace(NUMBERS, fix) : fix;
}

function sorted(versions: readonly string[]): readonly string[] {
  return versions.toSorted(compareVersions);
}
