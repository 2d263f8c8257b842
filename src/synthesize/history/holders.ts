import { PROJEN_MARKER } from "projen/lib/common";
import { README } from "../../render/readme-regions";
import { type Difference, type DifferenceKind, MARKER } from "../difference";
import { type Parts, changedParts, partsOf } from "../parts";
import { type LastRun, digest } from "./last-run";
import type { Repository } from "./repository";
import { type PathStatus, type WorkTreeStatus, statusOf } from "./work-tree-status";

/**
 * What else has the text that a file has on disk: the last commit, the index, what `npx projen` wrote last. `merge`: git
 * left it so, in the middle of a merge. `person`: nothing else has it. `unknown`: there is nothing to compare it with;
 * `unanswered`: there is git, but it does not answer, and no record of a run.
 */
export type Holder = "commit" | "index" | "last run" | "merge" | "person" | "unknown" | "unanswered";

const CONFLICT = /^<{7} /m;
const NO_FILE: ReadonlySet<DifferenceKind> = new Set(["link", "folder"]);

/** What has the text on disk, for each file that is not as it is generated. */
export function holdersOf(
  differences: readonly Difference[],
  repository: Repository | undefined,
  lastRun: LastRun | undefined,
): ReadonlyMap<string, Holder> {
  const paths = differences.map(({ path }) => path);
  const status = repository && statusOf(repository, paths);
  const states = paths.flatMap((path) => status?.get(path) ?? []).filter((state) => state.differsFromIndex);
  const names = states.flatMap(({ committed, staged }) => [committed ?? [], staged ?? []].flat());
  const blobs = repository?.blobs([...new Set(names)]);
  const textOf = (name: string | undefined) => (name ? blobs?.get(name)?.toString("utf8") : undefined);
  const isSilent = repository !== undefined && status === undefined && lastRun === undefined;
  return new Map(
    differences.map((each) => {
      const holder = holderOf(each, { status, textOf, lastRun });
      return [each.path, isSilent && holder === "unknown" ? "unanswered" : holder];
    }),
  );
}

/** Where texts are looked up. */
interface Known {
  readonly status: WorkTreeStatus | undefined;
  readonly textOf: (blob: string | undefined) => string | undefined;
  readonly lastRun: LastRun | undefined;
}

function holderOf(difference: Difference, known: Known): Holder {
  const { path, kind, actual } = difference;
  const state = known.status?.get(path);
  const parts = changedParts(difference);
  if (state?.isUnmerged || [...parts.values()].some((text) => CONFLICT.test(text))) return "merge";
  if (NO_FILE.has(kind)) return "person";
  if (actual === undefined) return holderOfAbsence(path, state, known);
  if (isAsInIndex(state, known)) return state ? "index" : "commit";
  if (kind === "run bit") return known.status ? "person" : "unknown";
  return holderOfText(path, parts, state, known) ?? stranger(path, actual, state, known);
}

function isAsInIndex(state: PathStatus | undefined, { status }: Known): boolean {
  return status !== undefined && !state?.differsFromIndex;
}

/** What else has no file there. */
function holderOfAbsence(path: string, state: PathStatus | undefined, { status, lastRun }: Known): Holder {
  if (state) return state.differsFromIndex ? "person" : "index";
  if (lastRun?.parts[path] !== undefined) return "person";
  if (status) return "commit";
  return lastRun ? "last run" : "unknown";
}

/** What has all parts, the most lasting first; `last run` too where each is somewhere else. */
function holderOfText(
  path: string,
  parts: Parts,
  state: PathStatus | undefined,
  { textOf, lastRun }: Known,
): Holder | undefined {
  const committed = partsOf(path, textOf(state?.committed));
  const staged = partsOf(path, textOf(state?.staged));
  const has: Readonly<Partial<Record<Holder, (name: string, text: string) => boolean>>> = {
    commit: (name, text) => committed.get(name) === text,
    index: (name, text) => staged.get(name) === text,
    "last run": (name, text) => lastRun?.parts[name] === digest(text),
  };
  const holders = Object.keys(has) as Holder[];
  const whole = holders.find((holder) => [...parts].every(([name, text]) => has[holder]?.(name, text)));
  const isSomewhere = [...parts].every(([name, text]) => holders.some((holder) => has[holder]?.(name, text)));
  return whole ?? (isSomewhere ? "last run" : undefined);
}

/** Of whom a text is that is nowhere else: a person's, unless it is marked as generated and nothing is known of it. */
function stranger(path: string, text: string, state: PathStatus | undefined, { lastRun }: Known): Holder {
  const isKnown = lastRun !== undefined || state?.committed !== undefined || state?.staged !== undefined;
  const isMarked = path === README || [MARKER, PROJEN_MARKER].some((mark) => text.includes(mark));
  return isMarked && !isKnown ? "unknown" : "person";
}
