import { SourceError } from "../../downloads/source-error";
import type { PysparkSource } from "../../src/model/lock";
import type { Draft } from "../../src/parse/draft";
import type { Options } from "./command-line";
import type { Comparison } from "./comparison";
import { fetchEntry } from "./fetch/entry";
import { assertUnchanged } from "./fetch/unchanged";
import type { Inputs } from "./inputs";
import type { LockEntry } from "./lock-entry";
import type { Net } from "./net";
import { Refusal, Unobtainable } from "./refusal";
import type { AskedEntry, Selection } from "./selection";
import type { Packages } from "./wheels/faults";
import { fetchWheels } from "./wheels/fetch-wheels";
import { askedIndex } from "./wheels/index-url";
import { platformsOf } from "./wheels/platforms";

/** What the network gave: entries by name, wheels by Python. */
export interface Fetched {
  readonly entries: ReadonlyMap<string, LockEntry>;
  readonly wheels: ReadonlyMap<string, Packages>;
}

/**
 * Asks the network for everything that is selected, several at once.
 *
 * @throws Refusal with every entry that could not be had, that sources disagree about, or whose checksum changed
 */
export async function fetchAll(
  net: Net,
  inputs: Inputs,
  comparison: Comparison,
  selection: Selection,
  options: Options,
): Promise<Fetched> {
  const entries = new Map<string, LockEntry>();
  const silent = await Promise.all(
    selection.entries.map((asked) =>
      failureOf(async () => {
        const entry = await net.inTurn(() => fetchOne(net, inputs, asked, options.acceptChanged));
        entries.set(asked.wanted.name, entry);
      }),
    ),
  );
  const wheels = new Map<string, Packages>();
  const unresolved: (Error | undefined)[] = [];
  for (const { wanted, upgraded } of selection.wheels) {
    const py4j = py4jOf(wanted.pyspark, comparison, entries);
    if (py4j === undefined) continue; // PySpark could not be had, which is a reason already.
    const resolved = failureOf(async () => {
      const found = await fetchWheels(net, {
        wanted,
        py4j,
        upgraded,
        platforms: platformsOf(inputs.matrix),
        old: wholePackages(inputs.rules.lock.wheels?.[wanted.python]),
        accepted: options.acceptChanged,
        index: askedIndex(inputs.mirrors, net.environment),
      });
      wheels.set(wanted.python, found);
    });
    unresolved.push(await resolved);
  }
  const reasons = [...silent, ...unresolved].filter((reason) => reason !== undefined);
  if (reasons.length > 0) throw new Refusal(reasons);
  return { entries, wheels };
}

/** Why work failed; undefined where it did not: one failure does not keep the others from being found. */
async function failureOf(work: () => Promise<void>): Promise<Error | undefined> {
  return work().then(
    () => undefined,
    (error: unknown) => error as Error,
  );
}

async function fetchOne(
  net: Net,
  inputs: Inputs,
  { wanted, old, isOptional }: AskedEntry,
  accepted: readonly string[],
): Promise<LockEntry> {
  try {
    const entry = await fetchEntry(net, inputs, wanted, old);
    if (!accepted.includes(wanted.name)) assertUnchanged(wanted.name, old, entry);
    return entry;
  } catch (error) {
    const isSilence = error instanceof Unobtainable || error instanceof SourceError;
    if (!isOptional || !isSilence) throw error;
    net.report(`${error.message}\n  ${wanted.name} stays as the lock has it`);
    return old as LockEntry;
  }
}

function py4jOf(
  version: string,
  { kept }: Comparison,
  entries: ReadonlyMap<string, LockEntry>,
): string | undefined {
  const name = `pyspark:${version}`;
  const entry = entries.get(name) ?? kept.find(({ wanted }) => wanted.name === name)?.entry;
  return (entry as PysparkSource | undefined)?.py4j;
}

function wholePackages(held: Draft<Packages> | undefined): Packages {
  const whole = Object.entries(held ?? {}).filter(
    ([, locked]) => locked?.version && locked.files && locked.license,
  );
  return Object.fromEntries(whole) as Packages;
}
