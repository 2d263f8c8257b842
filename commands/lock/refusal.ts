/** Why the lock cannot be written: all reasons, each a line or several. */
export class Refusal extends Error {
  override readonly name = "Refusal";

  /** @param fillIn how a person can write what no source gives, in lines */
  constructor(
    readonly reasons: readonly Error[],
    fillIn: readonly string[] = [],
  ) {
    const count = reasons.length === 1 ? "1 problem" : `${reasons.length} problems`;
    const lines = reasons.map(({ message }) => message);
    const ways = fillIn.length > 0 ? [WAYS_OUT, ...fillIn] : [];
    super([`${count}, nothing was written:`, ...lines, ...ways].join("\n"));
  }
}

const WAYS_OUT = `What no source gives: run this where one of them answers, name a mirror that answers (MAVEN_URL, APACHE_ARCHIVE_URL, …),
or write the entry by hand with a checksum that somebody published; it then stays.`;

/** An entry could not be had from any source. */
export class Unobtainable extends Error {
  override readonly name = "Unobtainable";

  constructor(
    /** What messages call the entry. */
    readonly entry: string,
    /** One line for each source: its URL and why it did not do. */
    readonly attempts: readonly string[],
    /** Of CPython: the release that was asked for. */
    readonly release?: { readonly version: string; readonly release: string },
  ) {
    super([`${entry}: no source gives it`, ...attempts.map((attempt) => `  ${attempt}`)].join("\n"));
  }
}

/** Sources, or a source and the lock, say different things of one file: an attack, an error or a new release. */
export class Contradiction extends Error {
  override readonly name = "Contradiction";
}
