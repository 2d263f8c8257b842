import { isLessSure, leastSure } from "../certainty";
import type { Item } from "./items";

/** What became of a thing, as one line. */
export interface Difference {
  readonly kind: "moved" | "added" | "removed" | "with the same version";
  readonly line: string;
}

/**
 * The difference between what the lock had and what it has; undefined where there is none.
 *
 * @param namesPython whether the lines of wheels say for which Python they are
 */
export function differenceOf(
  was: Item | undefined,
  is: Item | undefined,
  namesPython: boolean,
): Difference | undefined {
  if (was && is) return betweenVersions(was, is, namesPython);
  const one = is ?? was;
  if (!one) return undefined;
  const kind = is ? "added" : "removed";
  return { kind, line: `${one.name} ${one.version} ${kind}${namesPython ? forPython(one.python) : ""}` };
}

function betweenVersions(was: Item, is: Item, namesPython: boolean): Difference | undefined {
  const where = namesPython ? forPython([...new Set([was.python, is.python])].join(" → ")) : "";
  const sureness = lessSure(was, is);
  if (was.version !== is.version) {
    return { kind: "moved", line: `${is.name} ${was.version} → ${is.version}${where}${sureness}` };
  }
  const parts = partsOf(was, is);
  if (parts.length === 0 && was.python === is.python) return undefined;
  const said = parts.join("; ") || "the same files";
  return { kind: "with the same version", line: `${is.name} ${is.version}${where}: ${said}${sureness}` };
}

function forPython(python: string): string {
  return python && ` (Python ${python})`;
}

const WORDS: Readonly<Record<string, string>> = {
  groups: "groups",
  requiredBy: "required by",
  license: "licence",
  size: "size",
  py4j: "Py4J",
};

/** What is otherwise said of the same version. */
function partsOf({ entry: was }: Item, { entry: is }: Item): readonly string[] {
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
  return keys.flatMap((key) => {
    if (JSON.stringify(was[key]) === JSON.stringify(is[key])) return [];
    if (key === "files" || key === "platforms") return filesOf(was[key], is[key]);
    if (key === "sha256" || key === "sha512") return ["another checksum"];
    const [label, before, now] = [WORDS[key], shown(was[key]), shown(is[key])];
    if (label === undefined) return [key];
    return before === now ? [] : [`${label} ${before} → ${now}`];
  });
}

interface File {
  readonly file?: string;
  readonly sha256?: string;
}

function filesOf(was: unknown, is: unknown): readonly string[] {
  const [before, now] = [was, is].map((files) => Object.values((files ?? {}) as Record<string, File>));
  const checksums = new Map(before?.map(({ file, sha256 }) => [file, sha256]));
  const others = now?.filter(({ file }) => !checksums.has(file)) ?? [];
  const isChanged = now?.some(({ file, sha256 }) => checksums.has(file) && checksums.get(file) !== sha256);
  if (isChanged) return ["another checksum"];
  if (others.length > 0) return [others.map(({ file }) => file).join(", ")];
  return [now?.length === before?.length ? "what is said of its files" : "fewer files"];
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.join(", ") || "none";
  return typeof value === "object" || value === undefined ? "none" : String(value);
}

function lessSure(was: Item, is: Item): string {
  const [before, now] = [leastSure(was.verified), leastSure(is.verified)];
  if (!before || !now || !isLessSure(now, before)) return "";
  return `; its checksum is less sure: by ${now.by}, before by ${before.by}`;
}
