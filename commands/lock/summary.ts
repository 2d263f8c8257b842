import type { Lock } from "../../src/model/lock";

/** What a run changed in the lock, one line for each entry. */
export function summaryOf(file: string, before: string, after: string): readonly string[] {
  if (before === after) return [`${file}: nothing to change`];
  const [old, now] = [entriesOf(before), entriesOf(after)];
  const lines = [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((name) => {
    const [was, is] = [old.get(name), now.get(name)];
    if (was === is) return [];
    if (was === undefined) return [`added ${name}`];
    return is === undefined ? [`removed ${name}`] : [`changed ${name}`];
  });
  const count = lines.length === 1 ? "1 entry" : `${lines.length} entries`;
  return [`${file}: ${count} changed`, ...lines.map((line) => `  ${line}`)];
}

/** Entries of a lock's text by section and key, each as text; a wheel's version is in its name. */
function entriesOf(text: string): ReadonlyMap<string, string> {
  const lock = (text.trim() ? JSON.parse(text) : {}) as Partial<Lock>;
  const { wheels = {}, $schema: _, ...sections } = lock;
  const plain = Object.entries(sections).flatMap(([section, entries]) =>
    Object.entries(entries).map(([key, entry]) => [`${section} ${key}`, JSON.stringify(entry)] as const),
  );
  const packages = Object.entries(wheels).flatMap(([python, held]) =>
    Object.entries(held).map(
      ([name, locked]) =>
        [`wheel ${name} ${locked.version} for Python ${python}`, JSON.stringify(locked)] as const,
    ),
  );
  return new Map([...plain, ...packages]);
}
