import type { Vulnerability } from "../advise/finding";
import type { Inventory } from "./inventory";

/** Who made a document, and when. */
export interface Origin {
  readonly tool: { readonly name: string; readonly version: string };
  /** Not the time of the run: the same input gives the same document. */
  readonly created: Date;
}

/** The newest date on which a checksum of a component was verified, else the beginning of Unix time. */
export function newestVerification(inventories: readonly Inventory[]): Date {
  return newest(inventories.flatMap(({ components }) => components.map(({ verified }) => verified?.date)));
}

/** The newest date on which a vulnerability was read of, else the beginning of Unix time. */
export function newestReading(vulnerabilities: readonly Vulnerability[]): Date {
  return newest(vulnerabilities.map(({ evidence }) => evidence.date));
}

function newest(dates: readonly (string | undefined)[]): Date {
  return new Date(
    dates
      .filter((date) => date !== undefined)
      .sort()
      .at(-1) ?? 0,
  );
}
