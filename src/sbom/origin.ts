import type { Inventory } from "./inventory";

/** Who made a document, and when. */
export interface Origin {
  readonly tool: { readonly name: string; readonly version: string };
  /** Not the time of the run: the same input gives the same document. */
  readonly created: Date;
}

/**
 * The date that documents bear: the newest on which a checksum among their parts was verified, else the beginning of
 * Unix time.
 */
export function newestVerification(inventories: readonly Inventory[]): Date {
  const dates = inventories.flatMap(({ parts }) => parts.map(({ verified }) => verified?.date ?? ""));
  return new Date(dates.sort().at(-1) || 0);
}
