import type { Finding } from "../claims";
import { CommandError } from "../run";

/** Holds when the work ends well; what `kubectl` says when it fails is the problem. */
export async function accepted(
  work: () => Promise<unknown>,
  notes: readonly string[] = [],
): Promise<Finding> {
  const refusal = await refusalOf(work);
  return { problems: refusal?.split("\n") ?? [], notes };
}

/** Holds when the work is refused with these words. */
export async function refused(words: string, work: () => Promise<unknown>): Promise<Finding> {
  const refusal = await refusalOf(work);
  if (refusal === undefined) return { problems: ["it was accepted"], notes: [] };
  const problems = refusal.includes(words) ? [] : [`expected "${words}", found:`, ...refusal.split("\n")];
  return { problems, notes: [] };
}

async function refusalOf(work: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof CommandError && error.exitCode !== undefined) return error.message;
    throw error;
  }
}
