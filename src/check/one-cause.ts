import type { Layer, Matrix } from "../model/matrix";
import type { Problem } from "../model/problem";
import type { Draft } from "../parse/draft";
import { lineOf } from "./rule";

/** The section of the matrix that says which jars a layer has. */
const SECTIONS: Readonly<Partial<Record<Layer, string>>> = {
  "jars-iceberg": "$.iceberg",
  "jars-rapids": "$.rapids",
  "jars-hadoop-aws": "$.hadoopAws",
};

/**
 * What the lock lacks, without what a refusal is about already: `npx projen lock` would be refused for it too, and what
 * comes in its place is locked under another name.
 */
export function apartFrom(
  refused: readonly Problem[],
  missing: readonly Problem[],
  matrix: Draft<Matrix>,
): readonly Problem[] {
  if (refused.length === 0) return missing;
  return missing.filter(({ file, path, found }) => {
    const section = sectionOf(path, matrix);
    const names = subjectsOf(path, found);
    return !refused.some(
      (other) =>
        other.file === file &&
        (other.path === path ||
          (section !== undefined && other.path.startsWith(section)) ||
          names.some((name) => mentions(other.found, name))),
    );
  });
}

/** The section whose jars a problem of a layer or of a change to jars is about. */
function sectionOf(path: string, matrix: Draft<Matrix>): string | undefined {
  const [, runtime, place] = /^\$\.runtimes\[(\d+)\]\.layers\[(\d+)\]$/.exec(path) ?? [];
  const layer = matrix.runtimes?.[Number(runtime)]?.layers?.[Number(place)];
  if (layer !== undefined) return SECTIONS[layer];
  return path.startsWith("$.jarSurgery[") ? "$.jarSurgery[" : undefined;
}

/** What a refusal calls the version that is missing. */
function subjectsOf(path: string, found: string): readonly string[] {
  const version = /\d[\w.]*\w/.exec(found)?.[0] ?? "";
  if (path.startsWith("$.spark[")) return [`Spark ${version}`, `Spark ${lineOf(version)}`];
  return path.startsWith("$.python.version") ? [`Python ${version}`] : [];
}

function mentions(text: string, name: string): boolean {
  return text
    .split(name)
    .slice(1)
    .some((rest) => !/^\.?\d/.test(rest));
}
