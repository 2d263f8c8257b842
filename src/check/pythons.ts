import type { JsonPath } from "../model/json-path";
import type { Matrix, RuntimeSettings } from "../model/matrix";
import type { Group } from "../model/project";
import { appliesTo } from "../model/requirement";
import type { Draft } from "../parse/draft";
import { present } from "./rule";

/** A Python of the matrix, major and minor, and where the matrix names it. */
export interface NamedPython {
  readonly python: string;
  readonly path: JsonPath;
}

/** The Pythons of the matrix, each once; the first is the one of runtimes that name none. */
export function pythonsOf({ python }: Draft<Matrix>): readonly NamedPython[] {
  const version = python?.version;
  const path = ["python", "version"];
  if (version === undefined) return [];
  if (typeof version === "string") return [{ python: version, path }];
  const named = present(version).map(([item, index]) => ({ python: item, path: [...path, index] }));
  return [...new Map(named.toReversed().map((item) => [item.python, item])).values()].toReversed();
}

/** The Python of a runtime with the layer python-deps; undefined without it, or where the matrix has none. */
export function runtimePython(matrix: Draft<Matrix>, runtime: Draft<RuntimeSettings>): string | undefined {
  if (!runtime.layers?.includes("python-deps")) return undefined;
  return runtime.python ?? pythonsOf(matrix)[0]?.python;
}

/** The requirements of a group that are for a Python, with their places. */
export function requirementsFor(
  { python: settings }: Draft<Matrix>,
  group: Group,
  python: string,
): readonly (readonly [string, number])[] {
  return present(settings?.[group]).filter(([requirement]) => appliesTo(requirement, python));
}
