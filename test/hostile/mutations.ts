import * as fc from "fast-check";
import type { JsonPath } from "../../src/model/json-path";
import type { Json } from "../generator/fixture";
import { hostileJson, hostileKey, hostileString, spoiled } from "./strings";

/** A change of a JSON document at one place. */
export interface Mutation {
  /** Which of the document's values, counted from the root; more than there are begins anew. */
  readonly place: number;
  readonly change: Change;
}

/** Where a change is made. */
interface Spot {
  readonly holder: Json;
  readonly parent: Json;
  readonly key: string | number;
  readonly value: Json;
}

type Change = (spot: Spot) => void;

const replace =
  (value: unknown): Change =>
  ({ parent, key }) =>
    put(parent, key, structuredClone(value));

const spoil =
  (seed: number): Change =>
  ({ parent, key, value }) => {
    if (typeof value === "string") put(parent, key, fc.sample(spoiled(value), { seed, numRuns: 1 })[0]);
  };

const remove: Change = ({ holder, parent, key }) => {
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else if (parent !== holder) delete parent[key];
};

const repeat: Change = ({ parent, key, value }) => {
  if (Array.isArray(parent)) parent.splice(Number(key), 0, structuredClone(value));
};

const rename =
  (name: string): Change =>
  ({ holder, parent, key, value }) => {
    if (Array.isArray(parent) || parent === holder) return;
    delete parent[key];
    put(parent, name, value);
  };

const add =
  (name: string, item: unknown): Change =>
  ({ value }) => {
    if (Array.isArray(value)) value.push(structuredClone(item));
    else if (typeof value === "object" && value !== null) put(value, name, structuredClone(item));
  };

const copy =
  (from: number): Change =>
  ({ holder, parent, key }) => {
    const value = nth(pathsOf(holder), from).reduce((inside: Json, step) => inside[step], holder);
    put(parent, key, structuredClone(value));
  };

/** Each change with what it is called where a case is shown. */
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.oneof(hostileString, hostileJson).map((value) => shown(replace(value), "replace by", value)),
  fc.nat().map((seed) => shown(spoil(seed), "spoil", seed)),
  fc.constant(shown(remove, "remove")),
  fc.constant(shown(repeat, "repeat")),
  hostileKey.map((name) => shown(rename(name), "rename to", name)),
  fc.tuple(hostileKey, hostileJson).map(([name, item]) => shown(add(name, item), "add", name, item)),
  fc.nat().map((from) => shown(copy(from), "copy", from)),
);

function shown(what: Change, ...words: readonly unknown[]): Change {
  return Object.assign((spot: Spot) => what(spot), {
    [fc.toStringMethod]: () => words.map((word) => fc.stringify(word)).join(" "),
  });
}

/** One to four changes. */
export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(fc.record({ place: fc.nat(), change }), {
  minLength: 1,
  maxLength: 4,
});

/** A copy of a document with changes, one after the other. */
export function mutated(document: Json, changes: readonly Mutation[]): Json {
  const holder = { root: structuredClone(document) };
  for (const { place, change: make } of changes) make(spotAt(holder, nth(pathsOf(holder), place)));
  return holder.root;
}

/** Paths to every value of a document, and to the document. */
function pathsOf(value: Json, path: JsonPath = []): readonly JsonPath[] {
  if (typeof value !== "object" || value === null) return [path];
  const inside = Object.keys(value).flatMap((key) =>
    pathsOf(value[key], [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return path.length === 0 ? inside : [path, ...inside];
}

function spotAt(holder: Json, path: JsonPath): Spot {
  const parent = path.slice(0, -1).reduce((value: Json, step) => value[step], holder);
  const key = path.at(-1) ?? "root";
  return { holder, parent, key, value: parent[key] };
}

function nth<T>(items: readonly T[], place: number): T {
  return items[place % items.length] as T;
}

/** Sets a value, also under the key `__proto__`. */
function put(parent: Json, key: string | number, value: unknown): void {
  Object.defineProperty(parent, key, { value, writable: true, enumerable: true, configurable: true });
}
