import { createHash } from "node:crypto";
import type { Attempt } from "./attempts";

/** Attempts that stand for all, and how they were chosen. */
export interface Sample {
  readonly attempts: readonly Attempt[];
  /** How many of the attempts are of each kind of claim, by the kind's name. */
  readonly kinds: ReadonlyMap<string, number>;
}

/**
 * Chooses attempts so that each kind of claim has to fail in at least `least` of them, or in all where there are fewer.
 * Another seed chooses others, so that with every run another part of all attempts has its turn.
 *
 * @param kindsOf the kinds of claim that an attempt breaks
 */
export function sampleOf(
  attempts: readonly Attempt[],
  kindsOf: (attempt: Attempt) => readonly string[],
  { least, seed }: { readonly least: number; readonly seed: string },
): Sample {
  const kinds = new Map<string, number>();
  const chosen = new Set<Attempt>();
  for (const attempt of attempts.toSorted(byHash(seed))) {
    const own = kindsOf(attempt);
    if (own.every((kind) => (kinds.get(kind) ?? 0) >= least)) continue;
    chosen.add(attempt);
    for (const kind of own) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const sorted = [...kinds].sort(([one], [other]) => (one < other ? -1 : 1));
  return { attempts: attempts.filter((attempt) => chosen.has(attempt)), kinds: new Map(sorted) };
}

function byHash(seed: string): (one: Attempt, other: Attempt) => number {
  const hashes = new Map<Attempt, string>();
  const hashOf = (attempt: Attempt): string => {
    const text = `${seed} ${attempt.image.build.image} ${attempt.fault}`;
    const hash = hashes.get(attempt) ?? createHash("sha256").update(text).digest("hex");
    hashes.set(attempt, hash);
    return hash;
  };
  return (one, other) => (hashOf(one) < hashOf(other) ? -1 : 1);
}

/**
 * The kinds of claim that an attempt breaks: the functions of test.sh that make its claims, such as `layout` for those
 * of `layout_claims`. Claims outside of such a function are of their image's kind; an absent image and an engine that
 * does not work break every claim.
 *
 * @param scriptOf the text of a folder's test.sh
 */
export function claimKinds(scriptOf: (folder: string) => string): (attempt: Attempt) => readonly string[] {
  return (attempt) => {
    if (attempt.kind === "absent" || attempt.kind === "stub") return ["every claim"];
    const claims = attempt.kind === "mutant" ? attempt.mutant.claims : attempt.claims;
    const script = scriptOf(attempt.image.build.folder);
    return [...new Set(claims.map((claim) => functionOf(script, claim) ?? attempt.image.folder.kind))];
  };
}

/** The name of the function that makes a claim, without `_claims`; undefined where it is made outside of one. */
function functionOf(script: string, claim: string): string | undefined {
  const at = [`'${claim}'`, `"${claim}"`].map((quoted) => script.indexOf(quoted)).find((found) => found >= 0);
  if (at === undefined) return undefined;
  return Array.from(script.slice(0, at).matchAll(/^(?:(\w+)_)?claims\(\) \{$/gm)).at(-1)?.[1];
}
