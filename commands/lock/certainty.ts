import type { ImageVerification, Verification } from "../../src/model/lock";
import type { LockEntry } from "./lock-entry";

type By = Verification["by"] | ImageVerification["by"];

/** The ways in which a checksum is known, the surest first. */
const SUREST: readonly By[] = [
  "signature",
  "download",
  "registry",
  "sidecar",
  "index",
  "published",
  "nothing",
];

/** Whether a checksum is known less surely now than it was before. */
export function isLessSure(now: { readonly by: By }, before: { readonly by: By }): boolean {
  return SUREST.indexOf(now.by) > SUREST.indexOf(before.by);
}

/** The least sure of several ways; undefined for none. */
export function leastSure<T extends { readonly by: By }>(all: readonly T[]): T | undefined {
  return all.reduce<T | undefined>(
    (least, one) => (!least || isLessSure(one, least) ? one : least),
    undefined,
  );
}

/** An entry whose file did not change, as sure as the lock was of it: who checked a signature once need not again. */
export function withSurest(before: LockEntry | undefined, now: LockEntry): LockEntry {
  if (!before || !("sources" in before) || !("sources" in now)) return now;
  const isSame = checksumOf(before) === checksumOf(now);
  return isSame && isLessSure(now.verified, before.verified) ? { ...now, verified: before.verified } : now;
}

function checksumOf(entry: Extract<LockEntry, { readonly file: string }>): string {
  return "sha512" in entry ? entry.sha512 : entry.sha256;
}
