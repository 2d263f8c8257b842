import type { Verification } from "../model/lock";
import { isUnverified } from "../model/verification";

const WORDS: Readonly<Record<Verification["by"], string>> = {
  download: "checksum of the downloaded file",
  sidecar: "checksum of the publisher's sidecar",
  signature: "signature of the publisher",
  index: "checksum of the package index",
  published: "checksum as it was published",
};

/** How the checksum of an entry is known, in a few words. */
export function verifiedBy(verification: Verification): string {
  const { by, source } = verification;
  const words = `${isUnverified(verification) ? "unverified " : ""}${WORDS[by]}`;
  return `${words}${source === undefined ? "" : ` (${source})`}`;
}
