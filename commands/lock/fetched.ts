import { withProgress } from "../../downloads/progress";
import { SourceError } from "../../downloads/source-error";
import { atWork } from "./at-work";
import type { Options } from "./command-line";
import type { Comparison } from "./comparison";
import { fetchEntry } from "./fetch/entry";
import { assertUnchanged } from "./fetch/unchanged";
import { withSurest } from "./certainty";
import { fillIn } from "./fill-in";
import type { Inputs } from "./inputs";
import type { LockEntry } from "./lock-entry";
import type { Net } from "./net";
import { assertObtainable } from "./preflight/entries";
import { impossibleRequirements } from "./preflight/requirements";
import { Refusal, Unobtainable } from "./refusal";
import type { AskedEntry, Selection } from "./selection";
import type { Packages } from "./wheels/faults";
import { fetchWheels, tryWheels } from "./wheels/fetch-wheels";
import { py4jOf, wheelsInput } from "./wheels/input-of";

/** What the network gave: entries by name, wheels by Python. */
export interface Fetched {
  readonly entries: ReadonlyMap<string, LockEntry>;
  readonly wheels: ReadonlyMap<string, Packages>;
}

/** What a run reads. */
export interface Asking {
  readonly inputs: Inputs;
  readonly comparison: Comparison;
  readonly selection: Selection;
  readonly options: Options;
}

/**
 * Asks the network for everything that is selected: first whether it can be had at all, then for wheels, whose resolution may fail, then for files, several
 * at once, and at last for the wheels that had to wait for PySpark.
 *
 * @throws Refusal with every entry that could not be had, that sources disagree about, or whose checksum changed
 */
export async function fetchAll(net: Net, asking: Asking): Promise<Fetched> {
  const entries = new Map<string, LockEntry>();
  const wheels = new Map<string, Packages>();
  await assertAllObtainable(net, asking);
  const waiting = await resolveWheels(net, asking, entries, wheels);
  await forEachEntry(asking, (asked) =>
    net.inTurn(async () => {
      const { name } = asked.wanted;
      entries.set(name, await atWork(net, name, () => fetchOne(net, asking, asked)));
    }),
  );
  await resolveWheels(net, { ...asking, selection: { entries: [], wheels: waiting } }, entries, wheels);
  return { entries, wheels };
}

/** Asks for what cannot be had first, before minutes of work. @throws Refusal */
async function assertAllObtainable(net: Net, asking: Asking): Promise<void> {
  const { inputs, selection } = asking;
  await withProgress(net.report, "asking which files are there", () =>
    forEachEntry(
      asking,
      (asked) => net.inTurn(() => assertObtainable(net, inputs, asked)),
      impossibleRequirements(net, inputs, selection.wheels),
    ),
  );
}

/** Does work for every entry that is selected. @throws Refusal with every failure, and with the entries to write by hand */
async function forEachEntry(
  { selection, options }: Asking,
  work: (asked: AskedEntry) => Promise<void>,
  others: Promise<readonly Error[]> = Promise.resolve([]),
): Promise<void> {
  const results = selection.entries.map(async (asked) => {
    const error = await failureOf(() => work(asked));
    return error ? [{ wanted: asked.wanted, error }] : [];
  });
  const failures = (await Promise.all(results)).flat();
  const missing = failures.flatMap(({ wanted, error }) =>
    error instanceof Unobtainable ? [{ wanted, error }] : [],
  );
  const reasons = [...failures.map(({ error }) => error), ...(await others)];
  if (reasons.length > 0) throw new Refusal(reasons, fillIn(options.lock, missing));
}

/**
 * Resolves wheels. Where their PySpark is not there yet, it finds out only whether they can be resolved.
 *
 * @returns the wheels that wait for their PySpark
 * @throws Refusal
 */
async function resolveWheels(
  net: Net,
  { inputs, comparison, selection, options }: Asking,
  entries: ReadonlyMap<string, LockEntry>,
  found: Map<string, Packages>,
): Promise<Selection["wheels"]> {
  const waiting: Selection["wheels"][number][] = [];
  const failures: (Error | undefined)[] = [];
  for (const asked of selection.wheels) {
    const input = wheelsInput(net, inputs, comparison, asked, options);
    const py4j = py4jOf(asked.wanted.pyspark, comparison, entries);
    if (py4j === undefined) waiting.push(asked);
    const resolved = failureOf(async () => {
      if (py4j === undefined) await tryWheels(net, { ...input, py4j });
      else found.set(asked.wanted.python, await fetchWheels(net, { ...input, py4j }));
    });
    failures.push(await resolved);
  }
  const reasons = failures.filter((reason) => reason !== undefined);
  if (reasons.length > 0) throw new Refusal(reasons);
  return waiting;
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
  { inputs, options }: Asking,
  { wanted, old, isOptional }: AskedEntry,
): Promise<LockEntry> {
  try {
    const entry = await fetchEntry(net, inputs, wanted, old);
    if (!options.acceptChanged.includes(wanted.name)) assertUnchanged(wanted.name, old, entry);
    return withSurest(old as LockEntry | undefined, entry);
  } catch (error) {
    const isSilence = error instanceof Unobtainable || error instanceof SourceError;
    if (!isOptional || !isSilence) throw error;
    net.report(`${error.message}\n  ${wanted.name} stays as the lock has it`);
    return old as LockEntry;
  }
}
