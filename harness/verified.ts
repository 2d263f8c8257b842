import { readFile, rm, stat, writeFile } from "node:fs/promises";
import { hashFile, type Checksum } from "./checksum";

/** What a cached file was found to be: absent, the right bytes, or other bytes with the hash they have. */
export type Verification = { state: "absent" } | { state: "intact" } | { state: "damaged"; found: string };

/**
 * Tells whether a file holds the bytes its checksum promises. A stamp beside the file records its size and times
 * once it was hashed, so that an untouched file is not hashed again at each run.
 */
export async function verify(file: string, checksum: Checksum): Promise<Verification> {
  const fingerprint = await fingerprintOf(file);
  if (fingerprint === undefined) return { state: "absent" };
  if ((await readIfThere(stampOf(file))) === fingerprint) return { state: "intact" };
  const found = await hashFile(file, checksum.algorithm);
  if (found !== checksum.hex) return { state: "damaged", found };
  await stamp(file);
  return { state: "intact" };
}

/** Records that a file, as it is now, was hashed and found right. */
export async function stamp(file: string): Promise<void> {
  const fingerprint = await fingerprintOf(file);
  if (fingerprint !== undefined) await writeFile(stampOf(file), fingerprint);
}

/** Removes a cached file and its stamp. */
export async function removeEntry(file: string): Promise<void> {
  await rm(stampOf(file), { force: true });
  await rm(file, { force: true });
}

function stampOf(file: string): string {
  return `${file}.verified`;
}

async function fingerprintOf(file: string): Promise<string | undefined> {
  const found = await stat(file, { bigint: true }).catch(() => undefined);
  return found?.isFile() ? `${found.size} ${found.mtimeNs} ${found.ctimeNs}\n` : undefined;
}

async function readIfThere(file: string): Promise<string | undefined> {
  return readFile(file, "utf8").catch(() => undefined);
}
