import { type Cause, type Causes, type Evidence, programCause } from "./cause";
import { committedCauses } from "./committed-causes";
import type { Difference } from "../difference";
import { explained } from "./explained";
import type { Holder } from "./holders";
import { digestInputs, inputChanges } from "./input-changes";

/** Why each file is not as it is generated. */
export function causesOf(differences: readonly Difference[], evidence: Evidence): Causes {
  const { repository, holders } = evidence;
  const held = (holder: Holder) => differences.filter(({ path }) => holders.get(path) === holder);
  const all = (holder: Holder, cause: () => Cause) => {
    const some = held(holder);
    const same = some.length > 0 ? cause() : undefined;
    return same ? some.map(({ path }) => [path, same] as const) : [];
  };
  return new Map<string, Cause>([
    ...all("merge", () => ({ by: "merge" })),
    ...all("person", () => ({ by: "person" })),
    ...all("unknown", () => ({ by: "unknown", reason: "neither git nor a former run has it" })),
    ...all("unanswered", () => ({ by: "unknown", reason: "git does not answer, and no former run has it" })),
    ...all("last run", () => sinceLastRun(evidence)),
    ...stagedCauses(held("index"), evidence),
    ...(repository ? committedCauses(held("commit"), { ...evidence, repository }) : []),
  ]);
}

function sinceLastRun({ paths, lastRun }: Evidence): Cause {
  const [before, now] = [lastRun?.inputs ?? {}, digestInputs(paths)];
  const all = new Set([...Object.keys(before), ...Object.keys(now)]);
  const changed = [...all].filter((path) => before[path] !== now[path]);
  if (changed.length > 0) return { by: "inputs", paths: changed };
  return { by: "unknown", reason: "what it is generated from is as it was when it was written" };
}

/** Of files that are as the index has them and not as the last commit: from what has changed since they were staged. */
function stagedCauses(differences: readonly Difference[], evidence: Evidence): Causes {
  const { repository, paths } = evidence;
  if (!repository || differences.length === 0) return new Map();
  const changes = inputChanges(repository, paths);
  const causes = explained(differences, changes, evidence);
  const maker: Cause = repository.isMerging ? { by: "merge" } : { by: "person", isStaged: true };
  const otherwise = programCause(changes, paths) ?? maker;
  return new Map(differences.map(({ path }) => [path, causes.get(path) ?? otherwise]));
}
