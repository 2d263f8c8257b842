import {
  type Node,
  type ParseError,
  ParseErrorCode,
  SyntaxKind,
  createScanner,
  parseTree,
  printParseErrorCode,
} from "jsonc-parser";
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

/** Whether a file may have comments, by its name. */
export function allowsComments(file: string): boolean {
  return file.endsWith(".jsonc");
}

/** Parses a text and finds what JSON.parse alone would not say well: where, merge conflicts, repeated keys. */
export function readJson(file: string, text: string): JsonText {
  const unreadable = [missing(file, text), mergeConflicts(file, text), nesting(text)].find(
    (faults) => faults.length > 0,
  );
  if (unreadable) return { root: undefined, faults: unreadable };
  const errors: ParseError[] = [];
  const allowed = `JSON ${allowsComments(file) ? "with comments, without" : "without comments and"} trailing commas`;
  const root = parseTree(text, errors, { disallowComments: true });
  const faults = syntaxErrors(errors, text, allowed);
  return { root, faults: faults.length > 0 || !root ? faults : repeatedKeys(root, []) };
}

function missing(file: string, text: string): readonly Fault[] {
  if (text.trim() !== "") return [];
  const fix = `write ${file} or bring it back from version control`;
  return [{ offset: 0, path: [], found: "no file, or an empty one", allowed: "JSON", fix }];
}

/** Where each conflict begins; the markers that are left where no beginning is. */
function mergeConflicts(file: string, text: string): readonly Fault[] {
  const markers = [...text.matchAll(/^(<{7}|={7}|>{7}|\|{7})(?=\s|$)/gm)];
  const begins = markers.filter(([marker]) => marker.startsWith("<"));
  const fix = `resolve the conflict in ${file} and remove its markers`;
  return (begins.length > 0 ? begins : markers).map(({ 0: marker, index: offset }) => {
    return { offset, path: [], found: `a merge conflict marker (${marker})`, allowed: "JSON", fix };
  });
}

const DEEPEST = 100;

/** Nesting deeper than any file of this project has: a recursive reader would run out of stack. */
function nesting(text: string): readonly Fault[] {
  const scanner = createScanner(text, true);
  for (let depth = 0, token = scanner.scan(); token !== SyntaxKind.EOF; token = scanner.scan()) {
    if (token === SyntaxKind.OpenBracketToken || token === SyntaxKind.OpenBraceToken) depth++;
    if (token === SyntaxKind.CloseBracketToken || token === SyntaxKind.CloseBraceToken) depth--;
    if (depth <= DEEPEST) continue;
    const found = `more than ${DEEPEST} levels of nesting`;
    const allowed = "the few levels of the schema";
    const fix = "remove the brackets too many";
    return [{ offset: scanner.getTokenOffset(), path: [], found, allowed, fix }];
  }
  return [];
}

/** jsonc-parser goes on after an error, and stumbles again where that ends: what follows on it at once is left out. */
function syntaxErrors(errors: readonly ParseError[], text: string, allowed: string): readonly Fault[] {
  const follows = ({ offset, error }: ParseError, before: ParseError | undefined): boolean => {
    if (!before || (isUnclosed(error) && isUnclosed(before.error))) return false;
    const end = before.offset + before.length;
    return offset <= end || text.slice(end, offset).trim() === "";
  };
  return errors
    .filter((error, index) => !follows(error, errors[index - 1]))
    .map(({ error, offset, length }) => {
      const rest = text.slice(offset, offset + Math.max(length, 1));
      const found = `invalid JSON: ${words(printParseErrorCode(error))}${rest ? ` at ${show(rest)}` : ""}`;
      return { offset, path: [], found, allowed, fix: "correct the text there" };
    });
}

function isUnclosed(error: ParseErrorCode): boolean {
  return error === ParseErrorCode.CloseBraceExpected || error === ParseErrorCode.CloseBracketExpected;
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
