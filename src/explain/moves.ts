import { list } from "../check/rule";
import type { JsonPath } from "../model/json-path";
import type { Problem } from "../model/problem";
import { type Evidence, inMatrix } from "./evidence";
import type { Move, Outcome } from "./explanation";
import { type Edit, whatIf } from "./what-if";

/** A version to try, and the edits of the matrix that ask for it. */
export interface Candidate {
  readonly version: string;
  readonly edits: readonly Edit[];
}

/** Tries each candidate on a copy of the matrix; those with the same answer share one. */
export function tryMoves(evidence: Evidence, candidates: readonly Candidate[]): readonly Move[] {
  const shared = new Map<string, Move>();
  for (const move of candidates.map((candidate) => tryMove(evidence, candidate))) {
    const key = `${move.outcome} ${move.says}`;
    const before = shared.get(key);
    shared.set(key, before ? { ...before, to: [...before.to, ...move.to] } : move);
  }
  return [...shared.values()];
}

/** A part that comes with another one. */
export function movesWith(other: string): readonly Move[] {
  return [{ to: [], outcome: "with", says: `comes with ${other} and moves with it`, problems: [] }];
}

/** A version that nothing is known of and that no rule is about. */
export function anyOther(evidence: Evidence, path: JsonPath): Move {
  const { at, path: written } = inMatrix(evidence, path, "");
  const says = `write it at ${at} ${written}, then npx projen lock`;
  return { to: ["another version"], outcome: "lock", says, problems: [] };
}

function tryMove(evidence: Evidence, { version, edits }: Candidate): Move {
  const { unlocked, unpinned, unknown, refused } = whatIf(evidence, edits);
  const to = [version];
  const move = (outcome: Outcome, says: string, problems: readonly Problem[]): Move => {
    return { to, outcome, says, problems };
  };
  if (refused.length > 0) return move("refused", reasons(refused), refused);
  if (unknown.length > 0) return move("unknown", reasons(unknown), unknown);
  const where = `write it at ${places(evidence, edits)}`;
  if (unlocked.length > 0) {
    const says = [`${where}, then npx projen lock`, ...new Set(unpinned)].join("; but ");
    return move("lock", says, unlocked);
  }
  return move("ready", `${where}, then npx projen`, []);
}

function places(evidence: Evidence, edits: readonly Edit[]): string {
  return list(edits.map(({ path }) => inMatrix(evidence, path, "")).map(({ at, path }) => `${at} ${path}`));
}

/** The same for two runtimes is said once. */
function reasons(problems: readonly Problem[]): string {
  const said = problems.map(({ found, allowed, fix }) => `found ${found}; allowed: ${allowed}; fix: ${fix}`);
  return [...new Set(said)].join(". ");
}
