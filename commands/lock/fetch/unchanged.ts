import type { Draft } from "../../../src/parse/draft";
import type { LockEntry } from "../lock-entry";
import { Contradiction } from "../refusal";

/** Checksums of one version, by what they are of. */
type Checksums = Readonly<Record<string, string>>;

/** @throws Contradiction where an entry of the same version has another checksum than the lock had for it */
export function assertUnchanged(name: string, old: Draft<LockEntry> | undefined, now: LockEntry): void {
  if (old === undefined) return;
  const [before, after] = [checksumsOf(old), checksumsOf(now as Draft<LockEntry>)];
  const changed = Object.keys(after).filter((of) => before[of] !== undefined && before[of] !== after[of]);
  if (changed.length > 0) {
    throw changedChecksum(
      name,
      changed.flatMap((of) => [`${of} ${before[of]} by the lock`, `${of} ${after[of]} by the sources`]),
    );
  }
}

/** The refusal of another checksum for an unchanged version, and how to accept it. */
export function changedChecksum(name: string, lines: readonly string[]): Contradiction {
  return new Contradiction(
    [
      `${name}: its checksum changed although its version did not: an attack, or another release under the same name`,
      ...lines.map((line) => `  ${line}`),
      `  to take it all the same: npx projen lock --accept-changed ${name}`,
    ].join("\n"),
  );
}

function checksumsOf(entry: Draft<LockEntry>): Checksums {
  const found: Record<string, string> = {};
  const note = (of: string, value: string | undefined) => {
    if (value !== undefined) found[of] = value;
  };
  // The tag of an image is meant to move; a moved one is taken by --upgrade.
  if ("platforms" in entry) {
    for (const file of Object.values(entry.platforms ?? {})) note(`sha256 of ${file?.file}`, file?.sha256);
  }
  if ("sha256" in entry) note("sha256", entry.sha256);
  if ("sha512" in entry) note("sha512", entry.sha512);
  if ("jars" in entry) {
    for (const [jar, value] of Object.entries(entry.jars?.files ?? {})) note(`sha256 of ${jar}`, value);
  }
  return found;
}
