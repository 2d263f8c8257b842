import type { Draft } from "../../src/parse/draft";
import type { Inputs } from "./inputs";
import { type LockEntry, lacks, withSources } from "./lock-entry";
import { type WantedEntry, type Wanted, type WantedWheels, nameOf, type Section } from "./wanted";
import { faultsOfWheels } from "./wheels/faults";

/** An entry that the lock has. */
export interface HeldEntry {
  readonly wanted: WantedEntry;
  readonly entry: LockEntry;
}

/** An entry that the lock does not have, or not whole. */
export interface MissingEntry {
  readonly wanted: WantedEntry;
  /** What the lock has of it. */
  readonly old: Draft<LockEntry> | undefined;
  /** What is missing, as one phrase. */
  readonly why: string;
}

/** What the matrix asks for, held against what the lock has. */
export interface Comparison {
  /** Entries that stay, with the sources that the matrix gives now. */
  readonly kept: readonly HeldEntry[];
  readonly missing: readonly MissingEntry[];
  /** Kept entries whose sources in the lock are not those of the matrix. */
  readonly stale: readonly HeldEntry[];
  /** Names of entries that the matrix no longer asks for. */
  readonly unused: readonly string[];
  /** Each Python's wheels, and what is wrong with them; nothing where they stay. */
  readonly wheels: readonly { readonly wanted: WantedWheels; readonly faults: readonly string[] }[];
}

/** Holds the lock against what is wanted, without any network. */
export function compare(wanted: Wanted, inputs: Inputs): Comparison {
  const compared = wanted.entries.map((entry) => compareEntry(entry, inputs));
  const kept = compared.flatMap((result) => ("entry" in result ? [result] : []));
  return {
    kept: kept.map(({ wanted, entry }) => ({ wanted, entry })),
    missing: compared.flatMap((result) => ("why" in result ? [result] : [])),
    stale: kept.filter(({ isStale }) => isStale),
    unused: unusedOf(wanted, inputs),
    wheels: wanted.wheels.map((wheels) => ({ wanted: wheels, faults: faultsOfWheels(wheels, inputs) })),
  };
}

function compareEntry(
  wanted: WantedEntry,
  { rules, mirrors }: Inputs,
): MissingEntry | (HeldEntry & { readonly isStale: boolean }) {
  const old = heldBy(rules.lock, wanted);
  if (old === undefined) return { wanted, old, why: "is not in the lock" };
  const lacking = lacks(wanted, old);
  if (lacking.length > 0) return { wanted, old, why: `lacks ${lacking.join(", ")}` };
  const entry = withSources(mirrors, wanted, old as LockEntry);
  return {
    wanted,
    entry,
    isStale: JSON.stringify(sourcesIn(entry)) !== JSON.stringify(sourcesIn(old as LockEntry)),
  };
}

function heldBy(lock: Inputs["rules"]["lock"], { section, key }: WantedEntry): Draft<LockEntry> | undefined {
  const entries: Readonly<Record<string, Draft<LockEntry> | undefined>> = { ...lock[section] };
  return Object.hasOwn(entries, key) ? entries[key] : undefined;
}

function sourcesIn(entry: LockEntry): unknown {
  if ("platforms" in entry) return Object.values(entry.platforms).map(({ sources }) => sources);
  return "digest" in entry ? [] : entry.sources;
}

function unusedOf({ entries, wheels }: Wanted, { rules }: Inputs): readonly string[] {
  const names = new Set(entries.map(({ name }) => name));
  const sections: readonly Section[] = ["images", "jars", "pyspark", "python", "spark"];
  const held = sections.flatMap((section) =>
    Object.keys(rules.lock[section] ?? {}).map((key) => nameOf(section, key)),
  );
  const pythons = new Set(wheels.map(({ python }) => python));
  const others = Object.keys(rules.lock.wheels ?? {}).filter((python) => !pythons.has(python));
  return [
    ...held.filter((name) => !names.has(name)),
    ...others.map((python) => `the wheels of Python ${python}`),
  ];
}
