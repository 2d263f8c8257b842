import type { SchemaFinding } from "./schema-problems";
import { valueAt } from "../model/json-path";

/** A value that may lack any part: what is left of a file after the parts at fault were taken out. */
export type Draft<T> = T extends readonly (infer Item)[]
  ? readonly (Draft<Item> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Draft<T[Key]> | undefined }
    : T;

/**
 * The value without the parts at fault, so that the rules can say in the same run what else is wrong. Items of a list
 * become undefined and keep their neighbours' places.
 */
export function draftOf<T>(value: unknown, findings: readonly SchemaFinding[]): Draft<T> {
  if (findings.length === 0) return value as Draft<T>;
  const copy: unknown = structuredClone(value);
  for (const { fault } of findings) {
    const key = fault?.at(-1);
    if (fault === undefined || key === undefined) continue;
    const parent = valueAt(copy, fault.slice(0, -1)) as Record<string | number, unknown> | undefined;
    if (parent !== undefined) parent[key] = undefined;
  }
  const isObject = typeof copy === "object" && copy !== null && !Array.isArray(copy);
  return (isObject && !findings.some(({ fault }) => fault?.length === 0) ? copy : {}) as Draft<T>;
}
