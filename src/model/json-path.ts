import { printable } from "./printable";

/** Keys and indexes that lead from the root of a JSON document to a value. */
export type JsonPath = readonly (string | number)[];

const PLAIN_KEY = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** JSONPath (RFC 9535) of a value, such as `$.runtimes[0].layers` or `$.jars["a:b:1"]`. */
export function formatPath(path: JsonPath): string {
  const steps = path.map((step) => {
    if (typeof step === "number") return `[${step}]`;
    return PLAIN_KEY.test(step) ? `.${step}` : `[${printable(JSON.stringify(step))}]`;
  });
  return `$${steps.join("")}`;
}

/** The value at a path, or undefined. */
export function valueAt(root: unknown, path: JsonPath): unknown {
  return path.reduce<unknown>((value, step) => {
    if (typeof value !== "object" || value === null) return undefined;
    return Object.hasOwn(value, step) ? (value as Record<string | number, unknown>)[step] : undefined;
  }, root);
}
