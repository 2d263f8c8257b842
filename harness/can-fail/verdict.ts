import { type FailedClaim, readTap } from "../tap";

/** What a test of a faulty image printed, and how it ended. */
export interface Ending {
  readonly output: string;
  /** Undefined when it was ended by a signal. */
  readonly exitCode: number | undefined;
}

/** Why a test that had to fail did not fail as it should; undefined where it did. */
export type Verdict = string | undefined;

/** A test that must fail in every claim, with 1. */
export function failsEverywhere({ output, exitCode }: Ending): Verdict {
  const { passed, failed, skipped, isComplete } = readTap(output);
  if (exitCode !== 1) return endedWith(exitCode);
  if (failed.length === 0 || !isComplete) return "test.sh made no claim, or not all";
  if (passed + skipped > 0) return `${passed} claims passed and ${skipped} were skipped`;
  return unexplained(failed);
}

/** A test that must come to its end and fail in exactly these claims, each with a reason, with 1. */
export function failsExactly(claims: readonly string[], { output, exitCode }: Ending): Verdict {
  if (exitCode !== 1) return endedWith(exitCode);
  const { failed, isComplete } = readTap(output);
  if (!isComplete) return "test.sh made no claim, or not all";
  const found = new Set(failed.map(({ name }) => name.replace(/ \(uid \d+\)$/, "")));
  const missing = claims.filter((claim) => !found.has(claim));
  const others = [...found].filter((claim) => !claims.includes(claim));
  if (missing.length + others.length === 0) return unexplained(failed);
  return [
    ...missing.map((claim) => `still holds: ${claim}`),
    ...others.map((claim) => `fails as well: ${claim}`),
  ].join("; ");
}

function unexplained(failed: readonly FailedClaim[]): Verdict {
  const silent = failed.filter(({ diagnostics }) => diagnostics.length === 0);
  return silent.length === 0
    ? undefined
    : `failed without a reason: ${silent.map(({ name }) => name).join("; ")}`;
}

function endedWith(exitCode: number | undefined): string {
  return `test.sh ${exitCode === undefined ? "was ended" : `ended with ${exitCode}`}, instead of ending with 1`;
}
