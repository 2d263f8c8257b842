import type { ImageVerification, Verification } from "./lock";

/**
 * Whether nobody can check how a checksum is known: it was carried over from somewhere, and no address says from where.
 */
export function isUnverified({ by, source = "" }: Verification | ImageVerification): boolean {
  return by === "published" && !/\bhttps:\/\/[^\s/]+\/\S/.test(source);
}

/** How a checksum is known as the lock has it, `by: source`; marked where it is unverified. */
export function verifiedWords(verification: Verification | ImageVerification): string {
  const { by, source } = verification;
  return `${isUnverified(verification) ? "unverified, " : ""}${by}${source === undefined ? "" : `: ${source}`}`;
}
