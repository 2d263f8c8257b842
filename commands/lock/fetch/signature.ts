import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CommandError, run } from "../../../harness/run";
import { Contradiction } from "../refusal";

/** A file, its detached signature and the keys that may have signed it. */
export interface SignedFile {
  readonly name: string;
  readonly path: string;
  /** ASCII-armored signature. */
  readonly signature: string;
  /** ASCII-armored public keys. */
  readonly keys: string;
}

/**
 * Checks a signature with gpg, in a home folder of its own that holds the given keys alone.
 *
 * @returns the fingerprint of the primary key that signed
 * @throws Contradiction where the signature is not a good one of these keys
 */
export async function checkSignature({ name, path, signature, keys }: SignedFile): Promise<string> {
  // Short: gpg-agent's socket lies in it, and a socket's path has at most 107 characters.
  const home = await mkdtemp(join(tmpdir(), "gpg-"));
  const gpg = (...args: string[]): Promise<string> =>
    run("gpg", ["--homedir", home, "--batch", "--no-tty", "--quiet", "--status-fd", "1", ...args]);
  try {
    await writeFile(join(home, "KEYS"), keys);
    await writeFile(join(home, "signature.asc"), signature);
    // Old keys of a long list may be of kinds that gpg no longer takes: what counts is the one that signed.
    await gpg("--import", join(home, "KEYS")).catch(() => "");
    const status = await gpg("--verify", join(home, "signature.asc"), path);
    const valid = /^\[GNUPG:\] VALIDSIG ([0-9A-F]{40,64})(?: \S+){8} ([0-9A-F]{40,64})/m.exec(status);
    if (valid?.[2] === undefined) throw new Contradiction(`${name}: the signature was not confirmed by gpg`);
    return valid[2];
  } catch (error) {
    if (!(error instanceof CommandError) || error.exitCode === undefined) throw error;
    throw new Contradiction(
      `${name}: not signed by a key of its publisher\n  ${error.message.replaceAll("\n", "\n  ")}`,
    );
  } finally {
    await run("gpgconf", ["--homedir", home, "--kill", "all"]).catch(() => undefined);
    await rm(home, { recursive: true, force: true });
  }
}
