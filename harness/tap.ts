import { Parser } from "tap-parser";

/** A claim that did not hold. */
export interface FailedClaim {
  readonly name: string;
  /** The diagnostic lines under it, without "# ". */
  readonly diagnostics: readonly string[];
}

/** What a test printed in the Test Anything Protocol. */
export interface TapSummary {
  readonly passed: number;
  readonly failed: readonly FailedClaim[];
  readonly skipped: number;
  /** Whether there are claims, and as many as the plan (`1..N`) says: else the test ended early. */
  readonly isComplete: boolean;
}

/** Counts the claims in a test's output; lines that are no TAP are passed over. */
export function readTap(output: string): TapSummary {
  const failed: { name: string; diagnostics: string[] }[] = [];
  const count = { passed: 0, skipped: 0 };
  let open: string[] | undefined;
  let planned: number | undefined;
  for (const [event, value] of Parser.parse(output)) {
    if (event === "plan") planned = (value as { end: number }).end;
    if (event === "comment") open?.push(String(value).trim().replace(/^# ?/, ""));
    if (event !== "assert") continue;
    const claim = value as { ok: boolean; name: string; skip: string | boolean };
    open = undefined;
    if (claim.skip) count.skipped += 1;
    else if (claim.ok) count.passed += 1;
    else {
      open = [];
      failed.push({ name: claim.name, diagnostics: open });
    }
  }
  const made = count.passed + count.skipped + failed.length;
  return { ...count, failed, isComplete: made > 0 && planned === made };
}
