import { closest } from "fastest-levenshtein";
import { UsageError } from "../../src/model/usage-error";
import type { Options } from "./command-line";
import type { Comparison, MissingEntry } from "./comparison";
import type { Inputs } from "./inputs";
import type { WantedWheels } from "./wanted";

/** An entry to ask the network for. */
export interface AskedEntry extends MissingEntry {
  /** Whether the lock's whole entry stays where no source answers. */
  readonly isOptional: boolean;
}

/** Wheels to resolve. */
export interface AskedWheels {
  readonly wanted: WantedWheels;
  /** Packages to move; `all`: every one. */
  readonly upgraded: readonly string[] | "all";
}

/** What a run asks the network for. */
export interface Selection {
  readonly entries: readonly AskedEntry[];
  readonly wheels: readonly AskedWheels[];
}

/** What is missing, and what the options name beside it. @throws UsageError for a name that the lock does not have */
export function selectionOf(comparison: Comparison, inputs: Inputs, options: Options): Selection {
  const named = [...(options.upgrade ?? []), ...options.acceptChanged];
  assertKnown([...named, ...options.allowDowngrade], comparison, inputs);
  const movesAll = options.upgrade?.length === 0;
  // What is held against a changed core: locks of before it was read lack it.
  const changed = new Set(inputs.matrix.jarSurgery?.flatMap(({ with: coming, add }) => coming ?? add ?? []));
  const again = comparison.kept.flatMap(({ wanted, entry }): AskedEntry[] => {
    const isOpen = wanted.section === "python" || wanted.section === "images";
    const isUnpinned = "digest" in entry && entry.digest === null;
    const isNamed = named.includes(wanted.name);
    const isUnread = changed.has(wanted.key) && !("classFile" in entry && "dependencies" in entry);
    if (!isNamed && !(movesAll && isOpen) && !isUnpinned && !isUnread) return [];
    return [{ wanted, old: entry, why: "is asked for again", isOptional: !isNamed }];
  });
  const missing = comparison.missing.map((entry) => ({ ...entry, isOptional: false }));
  const wheels = comparison.wheels.flatMap(({ wanted, faults }): AskedWheels[] => {
    const packages = named.filter((name) =>
      Object.hasOwn(inputs.rules.lock.wheels?.[wanted.python] ?? {}, name),
    );
    if (faults.length === 0 && packages.length === 0 && !movesAll) return [];
    return [{ wanted, upgraded: movesAll ? "all" : packages }];
  });
  return { entries: [...missing, ...again], wheels };
}

function assertKnown(named: readonly string[], { kept, missing }: Comparison, { rules }: Inputs): void {
  const packages = Object.values(rules.lock.wheels ?? {}).flatMap((wheels) => Object.keys(wheels ?? {}));
  const known = [...[...kept, ...missing].map(({ wanted }) => wanted.name), ...packages];
  const unknown = named.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new UsageError(
    `NAME: found "${unknown}", which the lock does not have; the nearest name is ${closest(unknown, known)}.`,
  );
}
