import type { BakeTarget } from "../../src/resolve/bake-targets";
import { readBakeBlocks } from "./bake-blocks";
import type { Changes } from "./changes";

/**
 * The targets that a change affects, parents first: those whose folder or whose text in the bake file differs, and those
 * that are made of one of these.
 */
export function affectedTargets(targets: readonly BakeTarget[], changes: Changes): readonly BakeTarget[] {
  const isChanged = changedBy(changes);
  const affected = new Set<BakeTarget>();
  for (const target of targets)
    if (isChanged(target) || target.parents.some((parent) => affected.has(parent))) affected.add(target);
  return [...affected];
}

function changedBy({ paths, earlierBakeFile, bakeFile }: Changes): (target: BakeTarget) => boolean {
  if (paths === undefined || earlierBakeFile === undefined) return () => true;
  const [then, now] = [readBakeBlocks(earlierBakeFile), readBakeBlocks(bakeFile)];
  if (then.common !== now.common) return () => true;
  const folders = new Set(paths.flatMap(foldersOf));
  return ({ name, folder }) => folders.has(folder.path) || then.targets.get(name) !== now.targets.get(name);
}

/** The folders that a path is in. */
function foldersOf(path: string): readonly string[] {
  const names = path.split("/");
  return names.slice(1).map((_, index) => names.slice(0, index + 1).join("/"));
}

/**
 * Targets in stages of jobs: a stage needs nothing but earlier ones. There are as many stages as the graph has, also
 * where nothing of one is affected.
 *
 * @param jobs How many jobs a stage has at most.
 * @returns The targets of each job, separated by spaces.
 */
export function stagesOf(
  targets: readonly BakeTarget[],
  affected: readonly BakeTarget[],
  jobs: number,
): readonly (readonly string[])[] {
  const stages = Math.max(0, ...targets.map(({ level }) => level + 1));
  return Array.from({ length: stages }, (_, stage) => {
    const names = affected.filter(({ level }) => level === stage).map(({ name }) => name);
    const size = Math.ceil(names.length / jobs);
    const count = size === 0 ? 0 : Math.ceil(names.length / size);
    return Array.from({ length: count }, (_, job) => names.slice(job * size, (job + 1) * size).join(" "));
  });
}
