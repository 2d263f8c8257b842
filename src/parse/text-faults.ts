import {
  type ParseError,
  ParseErrorCode,
  SyntaxKind,
  createScanner,
  printParseErrorCode,
  visit,
} from "jsonc-parser";
import type { JsonPath } from "../model/json-path";
import { type Problem, show } from "../model/problem";

/** Something wrong with the text of a file, whatever its schema. */
export interface Fault extends Pick<Problem, "found" | "allowed" | "fix"> {
  /** Characters before it. */
  readonly offset: number;
  readonly path: JsonPath;
}

/** Whether a file may have comments, by its name. */
export function allowsComments(file: string): boolean {
  return file.endsWith(".jsonc");
}

/** What is wrong with a text that JSON.parse alone would not say well: where, merge conflicts, repeated keys. */
export function textFaults(file: string, text: string): readonly Fault[] {
  const unreadable = [missing(file, text), mergeConflicts(file, text), nesting(text)].find(
    (faults) => faults.length > 0,
  );
  if (unreadable) return unreadable;
  const { errors, repeated } = walk(text);
  const allowed = `JSON ${allowsComments(file) ? "with comments, without" : "without comments and"} trailing commas`;
  return errors.length > 0 ? syntaxErrors(errors, text, allowed) : repeated;
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

/** Errors of the syntax, and keys that an object has twice, without keeping a tree of a text that may be large. */
function walk(text: string): { readonly errors: readonly ParseError[]; readonly repeated: readonly Fault[] } {
  const errors: ParseError[] = [];
  const repeated: Fault[] = [];
  const seen: Set<string>[] = [];
  visit(
    text,
    {
      onError: (error, offset, length) => errors.push({ error, offset, length }),
      onObjectBegin: () => void seen.push(new Set()),
      onObjectEnd: () => seen.pop(),
      onObjectProperty: (name, offset, ...[_length, _line, _character, pathOfParent]) => {
        const keys = seen.at(-1);
        if (keys?.has(name)) repeated.push(repeatedKey(name, offset, pathOfParent()));
        keys?.add(name);
      },
    },
    { disallowComments: true },
  );
  return { errors, repeated };
}

function repeatedKey(name: string, offset: number, parent: JsonPath): Fault {
  const found = `the key ${show(name)} a second time`;
  return { offset, path: [...parent, name], found, allowed: "each key once", fix: "remove one of the two" };
}
