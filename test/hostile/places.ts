import { type Node, parseTree } from "jsonc-parser";
import { type JsonPath, formatPath } from "../../src/model/json-path";
import type { Problem } from "../../src/model/problem";

/**
 * Whether each problem of a text points at what its path names: the value, or, where "nothing" was found, the object
 * that lacks it; `$` for a text that is not JSON, with a line and column within the text.
 *
 * @throws Error naming the problem that does not.
 */
export function assertPlaces(text: string, problems: readonly Problem[]): void {
  const isJson = !problems.some(({ found }) =>
    /^(invalid JSON|no file|a merge conflict|more than \d+ levels)/.test(found),
  );
  const offsets = isJson && problems.length > 0 ? offsetsOf(text) : new Map<string, readonly number[]>();
  for (const problem of problems) {
    const { path, line, column, found } = problem;
    const offset = offsetAt(text, line, column);
    if (offset === undefined) throw new Error(`${line}:${column} is not in the text: ${path} ${found}`);
    const named = isJson ? offsets.get(found === "nothing" ? parentOf(path) : path) : [offset];
    if (!isJson && path !== "$") throw new Error(`${path} in a text that is not JSON`);
    if (!named) throw new Error(`${path} is not in the document: ${found}`);
    if (!named.includes(offset)) throw new Error(`${path} does not stand at ${line}:${column}: ${found}`);
  }
}

/** Where each value of a JSON text stands, by its path: several places where a key is repeated. */
function offsetsOf(text: string): ReadonlyMap<string, readonly number[]> {
  const offsets = new Map<string, number[]>();
  const visit = (node: Node, path: JsonPath, offset: number): void => {
    const name = formatPath(path);
    offsets.set(name, [...(offsets.get(name) ?? []), offset]);
    for (const [index, child] of (node.children ?? []).entries()) {
      const [key, value] = child.children ?? [];
      if (node.type === "array") visit(child, [...path, index], child.offset);
      else if (key && value) visit(value, [...path, String(key.value)], child.offset);
    }
  };
  const root = parseTree(text);
  if (root) visit(root, [], root.offset);
  return offsets;
}

function offsetAt(text: string, line: number, column: number): number | undefined {
  let start = 0;
  for (let at = 1; at < line; at++) {
    start = text.indexOf("\n", start) + 1;
    if (start === 0) return undefined;
  }
  const end = text.indexOf("\n", start);
  const offset = start + column - 1;
  return column >= 1 && offset <= (end < 0 ? text.length : end) ? offset : undefined;
}

/** The path without its last step. */
function parentOf(path: string): string {
  return path.replace(/(\.[A-Za-z_$][A-Za-z0-9_$]*|\[\d+\]|\["(?:[^"\\]|\\.)*"\])$/, "");
}
