import { readTap } from "../tap";

/** What a test of a faulty image printed, and how it ended. */
export interface Ending {
  readonly output: string;
  readonly exitCode: number | null;
}

/** Why a test that had to fail did not fail as it should; undefined where it did. */
export type Verdict = string | undefined;

/** A test that must fail in every claim, with 1. */
export function failsEverywhere({ output, exitCode }: Ending): Verdict {
  const { passed, failed, skipped, isComplete } = readTap(output);
  if (exitCode !== 1) return `test.sh ended with ${exitCode}, not with 1`;
  if (failed.length === 0 || !isComplete) return "test.sh made no claim, or not all";
  const silent = failed.filter(({ diagnostics }) => diagnostics.length === 0);
  if (silent.length > 0) return `failed without a reason: ${silent.map(({ name }) => name).join("; ")}`;
  return passed + skipped === 0 ? undefined : `${passed} claims passed and ${skipped} were skipped`;
}

/** A test that must fail in exactly these claims, with 1. */
export function failsExactly(claims: readonly string[], { output, exitCode }: Ending): Verdict {
  if (exitCode !== 1) return `test.sh ended with ${exitCode}, not with 1`;
  const found = new Set(readTap(output).failed.map(({ name }) => name.replace(/ \(uid \d+\)$/, "")));
  const missing = claims.filter((claim) => !found.has(claim));
  const others = [...found].filter((claim) => !claims.includes(claim));
  if (missing.length + others.length === 0) return undefined;
  return [
    ...missing.map((claim) => `still holds: ${claim}`),
    ...others.map((claim) => `fails as well: ${claim}`),
  ].join("; ");
}
