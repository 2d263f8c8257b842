import type { Cause, Causes, Evidence } from "./cause";
import { programCause } from "./cause";
import { type FileCommit, commitsOf } from "./commits";
import type { Difference } from "../difference";
import { explained } from "./explained";
import { FACTS } from "../generated";
import { inputChanges } from "./input-changes";
import { changedParts, holdsParts, partsOf } from "../parts";
import type { Repository } from "./repository";

/** How many states of the past are generated again; of others, what has changed since is named without that proof. */
const MOST_PASTS = 4;

const NO_HISTORY: Cause = { by: "unknown", reason: "git's history does not reach back to its last change" };

/**
 * Why files that are on disk as they were committed are not as they are generated: what has changed since the last
 * commit, or else since the commit that made the file so, or else whoever made that commit.
 */
export function committedCauses(
  differences: readonly Difference[],
  evidence: Evidence & { readonly repository: Repository },
): Causes {
  const { repository, paths } = evidence;
  const changes = inputChanges(repository, paths, "HEAD");
  const causes = new Map(explained(differences, changes, evidence));
  const rest = differences.filter(({ path }) => !causes.has(path));
  if (rest.length === 0) return causes;
  const commits = commitsOf(
    repository,
    rest.map(({ path }) => path),
  );
  const pasts = new Map<string, { readonly last: FileCommit; readonly files: Difference[] }>();
  for (const difference of rest) {
    const last = lastChange(difference, commits?.get(difference.path) ?? [], repository);
    const known = (last && ofCommit(difference, last, repository)) ?? programCause(changes, paths);
    if (known) causes.set(difference.path, known);
    else if (last) {
      const past = pasts.get(last.commit) ?? { last, files: [] };
      pasts.set(last.commit, { last, files: [...past.files, difference] });
    }
  }
  for (const [index, { last, files }] of [...pasts.values()].entries()) {
    for (const [path, cause] of sinceCommit(last, files, evidence, index < MOST_PASTS))
      causes.set(path, cause);
  }
  const neverThere = rest.filter(({ path }) => !causes.has(path));
  return new Map([...causes, ...ofNewFiles(neverThere, evidence)]);
}

/** Files that no commit has had: what the last commits changed of the inputs has added them. */
function ofNewFiles(
  differences: readonly Difference[],
  evidence: Evidence & { readonly repository: Repository },
): Causes {
  const { repository, paths } = evidence;
  const causes = new Map<string, Cause>(differences.map(({ path }) => [path, NO_HISTORY]));
  const { matrix, lock, templates } = paths;
  const options = [
    `--max-count=${MOST_PASTS}`,
    "-z",
    "--format=%P",
    "HEAD",
    "--",
    matrix,
    lock,
    FACTS,
    templates,
  ];
  const bases = differences.length > 0 ? repository.list(["log", ...options]) : [];
  for (const base of (bases ?? []).flatMap((parents) => parents.split(" ", 1)).filter(Boolean)) {
    const rest = differences.filter(({ path }) => causes.get(path) === NO_HISTORY);
    for (const [path, cause] of explained(rest, inputChanges(repository, paths, base), evidence))
      causes.set(path, cause);
  }
  return causes;
}

/** The commit that gave a file what it has now; people write around the generated parts of the README later too. */
function lastChange(
  difference: Difference,
  commits: readonly FileCommit[],
  repository: Repository,
): FileCommit | undefined {
  const parts = changedParts(difference);
  const blobs = repository.blobs(commits.flatMap(({ after }) => after ?? []));
  const since = commits.findIndex(
    ({ after }) => !holdsParts(parts, partsOf(difference.path, blobs.get(after ?? "")?.toString("utf8"))),
  );
  return parts.size === 0 ? commits[0] : commits.at(since < 0 ? -1 : Math.max(0, since - 1));
}

/** Whoever made a commit, where it is that commit which took away from a file what is generated still. */
function ofCommit(
  { path, expected }: Difference,
  last: FileCommit,
  repository: Repository,
): Cause | undefined {
  const before = last.before && repository.blobs([last.before]).get(last.before)?.toString("utf8");
  const isGenerated = expected !== undefined && holdsParts(partsOf(path, expected), partsOf(path, before));
  return isGenerated ? maker(last) : undefined;
}

function maker({ commit, parents }: FileCommit): Cause {
  return { by: parents.length > 1 ? "merge" : "person", commit };
}

function sinceCommit(
  last: FileCommit,
  differences: readonly Difference[],
  evidence: Evidence & { readonly repository: Repository },
  isProven: boolean,
): Causes {
  const { repository, paths } = evidence;
  const isCutOff = last.parents.length === 0 && repository.isShallow;
  const changes = inputChanges(repository, paths, last.commit);
  const unproven: Cause = changes.size > 0 ? { by: "inputs", paths: [...changes.keys()] } : maker(last);
  const otherwise = isProven ? (programCause(changes, paths) ?? maker(last)) : unproven;
  const causes = isProven ? explained(differences, changes, evidence) : new Map<string, Cause>();
  return new Map(
    differences.map(({ path }) => [path, causes.get(path) ?? (isCutOff ? NO_HISTORY : otherwise)]),
  );
}
