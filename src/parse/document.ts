import { type Node, type ParseError, findNodeAtLocation, parseTree, printParseErrorCode } from "jsonc-parser";
import { type JsonPath, formatPath, valueAt } from "../model/json-path";
import { type Problem, show } from "../model/problem";

/** A JSON file that a person edits: its value, and where each part of it stands in the text. */
export class JsonDocument {
  /** What is wrong with the text itself; where there is something, `value` is undefined. */
  readonly problems: readonly Problem[];
  /** The parsed value. */
  readonly value: unknown;
  readonly #root: Node | undefined;
  readonly #lineStarts: readonly number[];
  readonly #misspelt: { written: JsonPath; meant: string }[] = [];

  constructor(
    readonly file: string,
    text: string,
  ) {
    this.#lineStarts = lineStartsOf(text);
    const { problems, root } = this.#read(text);
    this.#root = root;
    this.problems = problems;
    this.value = problems.length === 0 ? JSON.parse(text) : undefined;
  }

  /**
   * The value with misspelt keys replaced by the ones that were meant, so that what stands under them is checked too.
   * From then on a path that names the meant key is shown as the file has it.
   */
  spellRight(misspelt: readonly { fault: JsonPath | undefined; meant: string | undefined }[]): unknown {
    if (misspelt.length === 0) return this.value;
    const copy: unknown = structuredClone(this.value);
    for (const { fault, meant } of misspelt) {
      const parent = fault && (valueAt(copy, fault.slice(0, -1)) as Record<string, unknown> | undefined);
      const key = fault?.at(-1);
      if (!parent || typeof key !== "string" || meant === undefined || Object.hasOwn(parent, meant)) continue;
      parent[meant] = parent[key];
      delete parent[key];
      this.#misspelt.push({ written: fault, meant });
    }
    return copy;
  }

  /** A problem with the value at a path; where nothing stands there, it points at the nearest parent. */
  problem(path: JsonPath, found: string, allowed: string, fix: string): Problem {
    const written = this.#asWritten(path);
    return { file: this.file, ...this.#positionOf(written), path: formatPath(written), found, allowed, fix };
  }

  #asWritten(path: JsonPath): JsonPath {
    return this.#misspelt.reduce((result, { written, meant }) => {
      const depth = written.length - 1;
      const isBelow =
        result[depth] === meant && written.slice(0, depth).every((step, at) => step === result[at]);
      return isBelow ? [...written, ...result.slice(depth + 1)] : result;
    }, path);
  }

  #read(text: string): { problems: readonly Problem[]; root?: Node | undefined } {
    if (text.trim() === "") return { problems: [this.#missing()] };
    const conflict = /^(<{7}|={7}|>{7}|\|{7})(?=\s|$)/m.exec(text);
    if (conflict) return { problems: [this.#mergeConflict(conflict.index, conflict[0])] };
    const tooDeep = deepNesting(text);
    if (tooDeep !== undefined) return { problems: [this.#tooDeep(tooDeep)] };
    const errors: ParseError[] = [];
    const root = parseTree(text, errors, { disallowComments: true });
    const problems = this.#syntaxErrors(errors, text);
    return { problems: problems.length > 0 || !root ? problems : this.#repeatedKeys(root, []), root };
  }

  #positionOf(path: JsonPath): { line: number; column: number } {
    if (!this.#root) return this.#position(0);
    for (let length = path.length; length > 0; length--) {
      const node = findNodeAtLocation(this.#root, path.slice(0, length));
      if (node) return this.#position(node.parent?.type === "property" ? node.parent.offset : node.offset);
    }
    return this.#position(this.#root.offset);
  }

  #position(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#lineStarts[low] ?? 0) + 1 };
  }

  #at(offset: number, path: JsonPath, words: Pick<Problem, "found" | "allowed" | "fix">): Problem {
    return { file: this.file, ...this.#position(offset), path: formatPath(path), ...words };
  }

  #missing(): Problem {
    return this.#at(0, [], {
      found: "no file, or an empty one",
      allowed: "JSON",
      fix: `write ${this.file} or bring it back from version control`,
    });
  }

  #mergeConflict(offset: number, marker: string): Problem {
    return this.#at(offset, [], {
      found: `a merge conflict marker (${marker})`,
      allowed: "JSON",
      fix: `resolve the conflict in ${this.file} and remove its markers`,
    });
  }

  #tooDeep(offset: number): Problem {
    return this.#at(offset, [], {
      found: `more than ${DEEPEST} levels of nesting`,
      allowed: "the few levels of the schema",
      fix: "remove the brackets too many",
    });
  }

  /** jsonc-parser goes on after an error; only the first of a line is worth reading. */
  #syntaxErrors(errors: readonly ParseError[], text: string): Problem[] {
    const seen = new Set<number>();
    return errors.flatMap((error) => {
      const { line } = this.#position(error.offset);
      if (seen.has(line)) return [];
      seen.add(line);
      const rest = text.slice(error.offset, error.offset + Math.max(error.length, 1));
      return this.#at(error.offset, [], {
        found: `invalid JSON: ${words(printParseErrorCode(error.error))}${rest ? ` at ${show(rest)}` : ""}`,
        allowed: "JSON without comments and trailing commas",
        fix: "correct the text there",
      });
    });
  }

  #repeatedKeys(node: Node, path: JsonPath): Problem[] {
    if (node.type === "array") {
      return (node.children ?? []).flatMap((child, index) => this.#repeatedKeys(child, [...path, index]));
    }
    if (node.type !== "object") return [];
    const seen = new Set<string>();
    return (node.children ?? []).flatMap((property) => {
      const [key, value] = property.children ?? [];
      const name = String(key?.value);
      const here = [...path, name];
      const inside = value ? this.#repeatedKeys(value, here) : [];
      if (!seen.has(name)) {
        seen.add(name);
        return inside;
      }
      const found = {
        found: `the key ${show(name)} a second time`,
        allowed: "each key once",
        fix: "remove one of the two",
      };
      return [this.#at(property.offset, here, found), ...inside];
    });
  }
}

const DEEPEST = 100;

/** Where the nesting gets deeper than any file of this project is; a recursive reader would run out of stack. */
function deepNesting(text: string): number | undefined {
  let depth = 0;
  for (const match of text.matchAll(/"(?:[^"\\\n]|\\.)*"|[[{]|[\]}]/g)) {
    if (match[0] === "[" || match[0] === "{") depth++;
    else if (match[0] === "]" || match[0] === "}") depth--;
    if (depth > DEEPEST) return match.index;
  }
  return undefined;
}

function lineStartsOf(text: string): number[] {
  return [0, ...Array.from(text.matchAll(/\n/g), (match) => match.index + 1)];
}

/** `PropertyNameExpected` as `property name expected`. */
function words(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}
