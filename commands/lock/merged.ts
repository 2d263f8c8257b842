import { dirname, isAbsolute, relative } from "node:path";
import type { Lock } from "../../src/model/lock";
import type { Comparison } from "./comparison";
import type { Fetched } from "./fetched";
import type { Inputs } from "./inputs";
import { type LockEntry, EMPTY_LOCK, withSources } from "./lock-entry";
import type { Section } from "./wanted";

/** The lock's text: what is kept and what was fetched, in one order whatever the order of the network. */
export function mergedText(inputs: Inputs, { kept, missing, wheels }: Comparison, fetched: Fetched): string {
  const sections: Partial<Record<Section, Record<string, LockEntry>>> = {};
  const entries = [...kept, ...missing].flatMap(({ wanted, ...held }) => {
    const found = fetched.entries.get(wanted.name) ?? ("entry" in held ? held.entry : undefined);
    return found ? [{ wanted, entry: withSources(inputs.mirrors, wanted, found) }] : [];
  });
  for (const { wanted, entry } of entries) (sections[wanted.section] ??= {})[wanted.key] = entry;
  const ofPythons = wheels.map(({ wanted: { python } }) => [
    python,
    fetched.wheels.get(python) ?? inputs.rules.lock.wheels?.[python],
  ]);
  const lock = {
    $schema: inputs.rules.lock.$schema ?? schemaFrom(inputs.rules.lockFile.file),
    ...EMPTY_LOCK,
    ...sections,
    wheels: Object.fromEntries(ofPythons),
  } as Lock;
  return `${JSON.stringify(sorted(lock), undefined, 2)}\n`;
}

/** Where a lock in the project's folder, or below it, finds its schema. */
function schemaFrom(lockFile: string): string {
  const folder = isAbsolute(lockFile) || lockFile.startsWith("..") ? "" : dirname(lockFile);
  const path = relative(folder, "schema/lock.schema.json").replaceAll("\\", "/");
  return path.startsWith(".") ? path : `./${path}`;
}

/** A value with every key in the order of its characters; lists stay as they are. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sorted(item)]),
  );
}
