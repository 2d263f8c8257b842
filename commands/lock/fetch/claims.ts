import type { Algorithm } from "../../../downloads/hashes";
import { Contradiction } from "../refusal";

/** What somebody says of a file. */
export interface Claim {
  readonly of: Algorithm | "size";
  readonly value: string;
  /** Who says so: a URL, or `lock.json`. */
  readonly by: string;
}

/** @throws Contradiction that shows every claim where two differ */
export function assertAgreement(name: string, claims: readonly Claim[]): void {
  const lines = disagreements(claims);
  if (lines.length > 0) throw new Contradiction([`${name}: sources disagree`, ...lines].join("\n"));
}

function disagreements(claims: readonly Claim[]): readonly string[] {
  return [...new Set(claims.map((claim) => claim.of))].flatMap((of) => {
    const same = claims.filter((claim) => claim.of === of);
    const isAgreed = same.every(({ value }) => value === same[0]?.value);
    return isAgreed ? [] : same.map(({ value, by }) => `  ${of} ${value} by ${by}`);
  });
}

const LENGTHS: Readonly<Record<Algorithm, number>> = { sha1: 40, sha256: 64, sha512: 128 };

/**
 * The checksum in a sidecar: digits alone, `digits  file` as sha256sum writes them, or `file: DIGITS in groups` as gpg
 * does. Undefined where there is none for the file.
 */
export function checksumIn(text: string, algorithm: Algorithm, file: string): string | undefined {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const named =
    lines.length > 1 && !lines[0]?.startsWith(`${file}:`)
      ? lines.filter((line) => line.trim().endsWith(file))
      : lines;
  const digits = named
    .join(" ")
    .replaceAll(file, " ")
    .replace(/^\s*:/, " ")
    .replaceAll(/[\s*]+/g, "");
  const pattern = new RegExp(`^[0-9a-f]{${LENGTHS[algorithm]}}$`, "i");
  return pattern.test(digits) ? digits.toLowerCase() : undefined;
}
