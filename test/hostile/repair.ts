import { type JsonPath, formatPath } from "../../src/model/json-path";
import type { Problem } from "../../src/model/problem";
import type { Json } from "../generator/fixture";

/**
 * A document after what its problems name was mended: a misspelt key spelt right, a key too many taken out, what is
 * missing put in, and each value at fault replaced by the one of a document that is right.
 */
export function repaired(document: Json, right: Json, problems: readonly Problem[]): Json {
  const holder = { root: structuredClone(document) };
  const places = problems.map((problem) => ({ ...problem, steps: stepsOf(problem.path) }));
  for (const { found, fix, steps } of places.filter((problem) => !isMisspelt(problem)).sort(deepestFirst)) {
    const isTooMany = found.startsWith("the unknown key") || fix === "correct the key";
    mend(holder, right, steps, { isTooMany, meant: meantBy(problems) });
  }
  for (const { fix, steps } of places.filter(isMisspelt).sort(deepestFirst))
    rename(holder, steps, meantIn(fix));
  return holder.root;
}

function isMisspelt({ found, fix }: Problem): boolean {
  return found.startsWith("the unknown key") && fix.startsWith("write ");
}

function meantIn(fix: string): string {
  return JSON.parse(fix.slice("write ".length)) as string;
}

/** The key that each misspelt path stands for. */
function meantBy(problems: readonly Problem[]): ReadonlyMap<string, string> {
  return new Map(problems.filter(isMisspelt).map(({ path, fix }) => [path, meantIn(fix)]));
}

const deepestFirst = (a: { readonly steps: JsonPath }, b: { readonly steps: JsonPath }): number =>
  b.steps.length - a.steps.length || Number(b.steps.at(-1)) - Number(a.steps.at(-1));

/** Keys and indexes of a path as messages write it. */
export function stepsOf(path: string): JsonPath {
  return [...path.matchAll(/\.([A-Za-z_$][A-Za-z0-9_$]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/g)].map(
    ([, plain, index, quoted]) =>
      plain ?? (index === undefined ? (JSON.parse(quoted ?? '""') as string) : Number(index)),
  );
}

function parentOf(holder: Json, steps: JsonPath): Json {
  return ["root", ...steps].slice(0, -1).reduce((value: Json, step) => value?.[step], holder);
}

interface How {
  readonly isTooMany: boolean;
  readonly meant: ReadonlyMap<string, string>;
}

/** Takes a value from the document that is right; what has no place there goes, and with it a parent left empty. */
function mend(holder: Json, right: Json, steps: JsonPath, { isTooMany, meant }: How): void {
  if (steps.length === 0) return void (holder.root = structuredClone(right));
  const parent = parentOf(holder, steps);
  const key = steps.at(-1) as string | number;
  if (typeof parent !== "object" || parent === null) return;
  const value = isTooMany ? undefined : rightAt(right, steps, meant);
  if (value !== undefined) return void (parent[key] = structuredClone(value));
  if (Object.keys(parent).length === 1)
    return mend(holder, right, steps.slice(0, -1), { isTooMany: false, meant });
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
}

/** The value that has a place in the document that is right. An entry that it does not have is as another one of there. */
function rightAt(right: Json, steps: JsonPath, meant: ReadonlyMap<string, string>): Json {
  return steps.reduce((value: Json, step, index) => {
    if (typeof value !== "object" || value === null) return undefined;
    const key = meant.get(formatPath(steps.slice(0, index + 1))) ?? step;
    if (Object.hasOwn(value, key)) return value[key];
    return index === steps.length - 1 ? undefined : Object.values(value)[0];
  }, right);
}

function rename(holder: Json, steps: JsonPath, meant: string): void {
  const parent = parentOf(holder, steps);
  const key = steps.at(-1);
  if (parent === undefined || key === undefined) return;
  const value = parent[key];
  delete parent[key];
  parent[meant] = value;
}
