import { changesOf, pathFor, pathsNamed } from "../check/jar-surgery";
import type { Lock } from "../model/lock";
import type { Matrix } from "../model/matrix";
import type { AddedJar, CoreJar, JarOperation } from "../model/project";
import { entry } from "./entry";
import { lockedJar } from "./jars";

/** The changes that the matrix asks for in the jars of a Spark distribution. */
export function resolveSurgery(matrix: Matrix, lock: Lock, spark: string): readonly JarOperation[] {
  const files = entry(lock.spark, spark).jars?.files ?? {};
  return changesOf(matrix, spark).map(({ removed, added, surgery }) => {
    const [path] = removed ? pathsNamed(Object.keys(files), removed.name) : [];
    return {
      removed: path === undefined ? undefined : { path, sha256: entry(files, path) },
      added: added && addedJar(lock, added.name, path),
      reason: surgery.reason ?? "",
      fixes: (surgery.fixes ?? []).filter((id) => id !== undefined),
    };
  });
}

function addedJar(lock: Lock, coordinates: string, replaced: string | undefined): AddedJar {
  return { ...lockedJar(lock, coordinates), path: pathFor(coordinates, replaced) };
}

/** The jars of a core: the distribution's, each replacement in the place of what it replaces, then those added. */
export function jarsAfter(
  files: Readonly<Record<string, string>>,
  surgery: readonly JarOperation[],
): readonly CoreJar[] {
  const changed = new Map(surgery.map(({ removed, added }) => [removed?.path, added]));
  const jars: CoreJar[] = []; // not by flatMap: there are hundreds of jars in each core
  for (const path of Object.keys(files)) {
    const replacement = changed.get(path);
    if (replacement) jars.push(coreJar(replacement));
    else if (!changed.has(path)) jars.push({ path, sha256: entry(files, path) });
  }
  for (const { added, removed } of surgery) if (added && !removed) jars.push(coreJar(added));
  return jars;
}

function coreJar({ path, sha256 }: AddedJar): CoreJar {
  return { path, sha256 };
}
