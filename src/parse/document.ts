import { type Node, findNodeAtLocation, parseTree } from "jsonc-parser";
import { type JsonPath, formatPath, valueAt } from "../model/json-path";
import type { Problem } from "../model/problem";
import { blankComments } from "./comments";
import { allowsComments, textFaults } from "./text-faults";

/** A value at fault; where its key is misspelt, the key that was meant. */
interface MaybeMisspelt {
  readonly fault: JsonPath | undefined;
  readonly meant: string | undefined;
}

/** A JSON file that a person edits: its value, and where each part of it stands in the text. */
export class JsonDocument {
  /** What is wrong with the text itself; where there is something, `value` is undefined. */
  readonly problems: readonly Problem[];
  /** The parsed value. */
  readonly value: unknown;
  readonly #json: string;
  #tree: Node | undefined;
  #lineStarts: readonly number[] | undefined;
  readonly #misspelt: { written: JsonPath; meant: string }[] = [];

  constructor(
    readonly file: string,
    text: string,
  ) {
    this.#json = allowsComments(file) ? blankComments(text) : text;
    const faults = textFaults(file, this.#json);
    this.problems = faults.map(({ offset, path, ...words }) => {
      return { file, ...this.#position(offset), path: formatPath(path), ...words };
    });
    this.value = faults.length === 0 ? JSON.parse(this.#json) : undefined;
  }

  /**
   * A value with misspelt keys replaced by the ones that were meant, so that what stands under them is checked too, and
   * which they were: of two that were meant for one key, the first. From then on a path that names the meant key is
   * shown as the file has it.
   */
  spellRight<T extends MaybeMisspelt>(
    value: unknown,
    findings: readonly T[],
  ): { readonly corrected: unknown; readonly misspelt: readonly T[] } {
    if (findings.every(({ meant }) => meant === undefined)) return { corrected: value, misspelt: [] };
    const corrected: unknown = structuredClone(value);
    const misspelt = findings.filter(({ fault, meant }) => {
      const parent = fault && (valueAt(corrected, fault.slice(0, -1)) as Record<string, unknown> | undefined);
      const key = fault?.at(-1);
      if (!parent || typeof key !== "string" || meant === undefined || Object.hasOwn(parent, meant))
        return false;
      parent[meant] = parent[key];
      delete parent[key];
      this.#misspelt.push({ written: fault, meant });
      return true;
    });
    return { corrected, misspelt };
  }

  /** A problem with the value at a path; where nothing stands there, it points at the nearest parent. */
  problem(path: JsonPath, found: string, allowed: string, fix: string): Problem {
    const written = this.#asWritten(path);
    return { file: this.file, ...this.#positionOf(written), path: formatPath(written), found, allowed, fix };
  }

  /** Where the value at a path stands: `FILE:LINE:COLUMN`; where nothing stands there, where its nearest parent does. */
  placeOf(path: JsonPath): string {
    const { line, column } = this.#positionOf(this.#asWritten(path));
    return `${this.file}:${line}:${column}`;
  }

  /** The text of the value at a path, as the file has it: `3.10`, of which the value keeps 3.1. */
  textOf(path: JsonPath): string {
    const node = this.#root && findNodeAtLocation(this.#root, [...this.#asWritten(path)]);
    return node ? this.#json.slice(node.offset, node.offset + node.length) : "";
  }

  #asWritten(path: JsonPath): JsonPath {
    return this.#misspelt.reduceRight((result, { written, meant }) => {
      const depth = written.length - 1;
      const isBelow =
        result[depth] === meant && written.slice(0, depth).every((step, at) => step === result[at]);
      return isBelow ? [...written, ...result.slice(depth + 1)] : result;
    }, path);
  }

  /** Where each part stands: worked out for the first problem, since most texts have none. */
  get #root(): Node | undefined {
    if (this.value !== undefined) this.#tree ??= parseTree(this.#json);
    return this.#tree;
  }

  #positionOf(path: JsonPath): { line: number; column: number } {
    const root = this.#root;
    if (!root) return this.#position(0);
    for (let length = path.length; length > 0; length--) {
      const node = findNodeAtLocation(root, path.slice(0, length));
      if (node) return this.#position(node.parent?.type === "property" ? node.parent.offset : node.offset);
    }
    return this.#position(root.offset);
  }

  #position(offset: number): { line: number; column: number } {
    const starts = (this.#lineStarts ??= lineStartsOf(this.#json));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  }
}

function lineStartsOf(text: string): number[] {
  return [0, ...Array.from(text.matchAll(/\n/g), (match) => match.index + 1)];
}
