import type { ErrorObject } from "ajv/dist/2020";
import { closest, distance } from "fastest-levenshtein";
import { type JsonPath, valueAt } from "../model/json-path";
import { type Problem, show } from "../model/problem";
import type { JsonDocument } from "./document";

/** One error of a schema, and what has to be left out for the rules to read the rest. */
export interface SchemaFinding {
  readonly problem: Problem;
  /** Where the value at fault is; undefined where something is missing. */
  readonly fault: JsonPath | undefined;
  /** For a misspelt key: the key that was meant. */
  readonly meant: string | undefined;
}

/** The errors of a schema in the words of the person who edits the file. */
export function describe(document: JsonDocument, value: unknown, error: ErrorObject): SchemaFinding {
  const path = pathOf(error.instancePath, value);
  if (error.keyword === "additionalProperties")
    return unknownKey(document, valueAt(value, path), error, path);
  if (error.keyword === "required") return missingKey(document, error, path);
  if (error.propertyName !== undefined) return badKey(document, error, path);
  const fix = quotes(document, path, error) ?? fixFor(error);
  const problem = document.problem(path, show(error.data), allowedBy(error), fix);
  return { problem, fault: path, meant: undefined };
}

function unknownKey(
  document: JsonDocument,
  parent: unknown,
  error: ErrorObject,
  at: JsonPath,
): SchemaFinding {
  const key = String(error.params["additionalProperty"]);
  const known = Object.keys((error.parentSchema?.["properties"] as object | undefined) ?? {});
  const meant = nearest(
    key,
    known.filter((name) => !Object.hasOwn(parent as object, name)),
  );
  const fix = meant ? `write ${show(meant)}` : `remove the key ${show(key)}`;
  const allowed = `the keys ${known.filter((name) => name !== "$schema").join(", ")}`;
  const path = [...at, key];
  return {
    problem: document.problem(path, `the unknown key ${show(key)}`, allowed, fix),
    fault: path,
    meant,
  };
}

function missingKey(document: JsonDocument, error: ErrorObject, parent: JsonPath): SchemaFinding {
  const key = String(error.params["missingProperty"]);
  const properties = error.parentSchema?.["properties"] as Record<string, object> | undefined;
  const meaning = (properties?.[key] as { description?: string } | undefined)?.description ?? "a value";
  const problem = document.problem(
    [...parent, key],
    "nothing",
    meaning.replace(/\.$/, ""),
    `add the key ${show(key)}`,
  );
  return { problem, fault: undefined, meant: undefined };
}

function badKey(document: JsonDocument, error: ErrorObject, parent: JsonPath): SchemaFinding {
  const path = [...parent, String(error.propertyName)];
  const problem = document.problem(
    path,
    `the key ${show(error.propertyName)}`,
    allowedBy(error),
    "correct the key",
  );
  return { problem, fault: path, meant: undefined };
}

function allowedBy(error: ErrorObject): string {
  const schema = error.parentSchema as Readonly<Record<string, unknown>>;
  if (error.keyword === "uniqueItems") return "each item once";
  const said = schema["x-allowed"] ?? schema["title"] ?? schema["description"];
  const words = typeof said === "string" ? said : `${String(schema["type"])}`;
  const list = Array.isArray(schema["enum"]) ? ` (${schema["enum"].map(show).join(", ")})` : "";
  if (error.keyword === "type") return `${typeName(error.params["type"])}: ${words}${list}`;
  return `${words}${list}`;
}

function typeName(type: unknown): string {
  return [type].flat().join(" or ");
}

function fixFor(error: ErrorObject): string {
  if (error.keyword === "type") return `write ${typeName(error.params["type"])}, not ${kindOf(error.data)}`;
  if (error.keyword === "minItems" || error.keyword === "minProperties") return "add at least one";
  if (error.keyword === "uniqueItems") return "remove the repeated item";
  const said = error.parentSchema?.["x-allowed"];
  const example = typeof said === "string" ? /such as ([^,]+)/.exec(said)?.[1] : undefined;
  return example ? `write it as in ${example}` : "write one of the allowed values";
}

/** What to do about a number where text is wanted, as 3.10 for "3.10", or about text where something else is. */
function quotes(document: JsonDocument, path: JsonPath, error: ErrorObject): string | undefined {
  const types = typesIn(error.parentSchema);
  const { data } = error as { readonly data?: unknown };
  if (typeof data === "number" && (types.includes("string") || types.includes("array"))) {
    const written = document.textOf(path);
    const quoted = types.includes("string") ? `"${written}"` : `in a list: ["${written}"]`;
    return `write it in quotes, ${quoted}${String(data) === written ? "" : `; as a number it is ${data}`}`;
  }
  const bare =
    typeof data === "string"
      ? BARE.find(([type, text]) => types.includes(type) && text.test(data))
      : undefined;
  return bare && `write it without quotes, ${String(data)}`;
}

const BARE = [
  ["boolean", /^(?:true|false)$/],
  ["integer", /^\d{1,15}$/],
] as const;

/** The types that a part of a schema takes, in any of its branches; one of these that refers elsewhere is text. */
function typesIn(schema: unknown): readonly string[] {
  const { type, anyOf, $ref } = schema as {
    readonly type?: string | readonly string[];
    readonly anyOf?: readonly unknown[];
    readonly $ref?: string;
  };
  return [...($ref ? ["string"] : []), ...[type ?? []].flat(), ...(anyOf ?? []).flatMap(typesIn)];
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "an array" : `a ${typeof value}`;
}

/** Splits Ajv's JSON Pointer; a step is an index where the value there is an array. */
function pathOf(pointer: string, root: unknown): JsonPath {
  const path: (string | number)[] = [];
  for (const step of pointer.split("/").slice(1)) {
    const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
    path.push(Array.isArray(valueAt(root, path)) ? Number(key) : key);
  }
  return path;
}

const NEAR = 3;

function nearest(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const candidate = closest(word, known);
  return distance(word.toLowerCase(), candidate.toLowerCase()) <= Math.min(NEAR, Math.ceil(word.length / 2))
    ? candidate
    : undefined;
}
