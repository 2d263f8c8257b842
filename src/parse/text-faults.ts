import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import type { JsonPath } from "../model/json-path";
import { type Problem, show } from "../model/problem";

/** Something wrong with the text of a file, whatever its schema. */
export interface Fault extends Pick<Problem, "found" | "allowed" | "fix"> {
  /** Characters before it. */
  readonly offset: number;
  readonly path: JsonPath;
}

/** What a text is as JSON: its tree, where there is one, and what is wrong with it. */
export interface JsonText {
  readonly root: Node | undefined;
  readonly faults: readonly Fault[];
}

/** Parses a text and finds what JSON.parse alone would not say well: where, merge conflicts, repeated keys. */
export function readJson(file: string, text: string): JsonText {
  const fault = missing(file, text) ?? mergeConflict(file, text) ?? nesting(text);
  if (fault) return { root: undefined, faults: [fault] };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true });
  const faults = syntaxErrors(errors, text);
  return { root, faults: faults.length > 0 || !root ? faults : repeatedKeys(root, []) };
}

function missing(file: string, text: string): Fault | undefined {
  if (text.trim() !== "") return undefined;
  const fix = `write ${file} or bring it back from version control`;
  return { offset: 0, path: [], found: "no file, or an empty one", allowed: "JSON", fix };
}

function mergeConflict(file: string, text: string): Fault | undefined {
  const marker = /^(<{7}|={7}|>{7}|\|{7})(?=\s|$)/m.exec(text);
  if (!marker) return undefined;
  const fix = `resolve the conflict in ${file} and remove its markers`;
  return {
    offset: marker.index,
    path: [],
    found: `a merge conflict marker (${marker[0]})`,
    allowed: "JSON",
    fix,
  };
}

const DEEPEST = 100;

/** Nesting deeper than any file of this project has: a recursive reader would run out of stack. */
function nesting(text: string): Fault | undefined {
  let depth = 0;
  for (const { 0: token, index: offset } of text.matchAll(/"(?:[^"\\\n]|\\.)*"|[[{]|[\]}]/g)) {
    if (token === "[" || token === "{") depth++;
    else if (token === "]" || token === "}") depth--;
    if (depth <= DEEPEST) continue;
    const found = `more than ${DEEPEST} levels of nesting`;
    return {
      offset,
      path: [],
      found,
      allowed: "the few levels of the schema",
      fix: "remove the brackets too many",
    };
  }
  return undefined;
}

/** jsonc-parser goes on after an error; only the first of a line is worth reading. */
function syntaxErrors(errors: readonly ParseError[], text: string): readonly Fault[] {
  const lines = new Set<number>();
  return errors.flatMap(({ error, offset, length }) => {
    const line = text.lastIndexOf("\n", offset - 1);
    if (lines.has(line)) return [];
    lines.add(line);
    const rest = text.slice(offset, offset + Math.max(length, 1));
    const found = `invalid JSON: ${words(printParseErrorCode(error))}${rest ? ` at ${show(rest)}` : ""}`;
    const allowed = "JSON without comments and trailing commas";
    return { offset, path: [], found, allowed, fix: "correct the text there" };
  });
}

/** `PropertyNameExpected` as `property name expected`. */
function words(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}

function repeatedKeys(node: Node, path: JsonPath): readonly Fault[] {
  const children = node.children ?? [];
  if (node.type === "array") return children.flatMap((child, index) => repeatedKeys(child, [...path, index]));
  if (node.type !== "object") return [];
  const seen = new Set<string>();
  return children.flatMap((property) => {
    const [key, value] = property.children ?? [];
    const name = String(key?.value);
    const here = [...path, name];
    const inside = value ? repeatedKeys(value, here) : [];
    if (!seen.has(name)) {
      seen.add(name);
      return inside;
    }
    const found = `the key ${show(name)} a second time`;
    return [
      { offset: property.offset, path: here, found, allowed: "each key once", fix: "remove one of the two" },
      ...inside,
    ];
  });
}
