const collator = new Intl.Collator("en", { numeric: true });

/** Compares versions of one form by the numbers in them: `3.5.9` before `3.5.10`, `26.08` before `26.10`. */
export function compareVersions(a: string, b: string): number {
  return collator.compare(a, b);
}

/** The versions next to one: the highest below it and the lowest above it, each where there is one. */
export function neighbours(version: string, versions: Iterable<string>): readonly string[] {
  const sorted = [...new Set(versions)].sort(compareVersions);
  const below = sorted.findLast((other) => compareVersions(other, version) < 0);
  const above = sorted.find((other) => compareVersions(other, version) > 0);
  return [below, above].filter((other) => other !== undefined);
}

/** Things of which one is enough: `a`, `a or b`, `a, b or c`. */
export function either(names: readonly string[]): string {
  const last = names.at(-1) ?? "none";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} or ${last}`;
}
