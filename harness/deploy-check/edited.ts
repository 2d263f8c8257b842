/** A change to a value: the keys that lead to a part of it, and what it becomes; undefined: it goes. */
export type Edit = readonly [path: readonly (string | number)[], to: unknown];

/** A copy of a value with changes. */
export function edited<T>(value: T, edits: readonly Edit[]): T {
  return edits.reduce((before: unknown, [path, to]) => replaced(before, path, to), value) as T;
}

function replaced(value: unknown, [key, ...rest]: Edit[0], to: unknown): unknown {
  if (key === undefined) return to;
  const entries = new Map(Object.entries((value ?? {}) as object));
  const part = replaced(entries.get(`${key}`), rest, to);
  if (part === undefined) entries.delete(`${key}`);
  else entries.set(`${key}`, part);
  return Array.isArray(value) ? [...entries.values()] : Object.fromEntries(entries);
}
