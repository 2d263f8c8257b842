/** A solution, or why there is none. */
export type Attempt<S> = { readonly solution: S } | { readonly failure: string };

/** What of a solution counts beside the pins that it releases. */
interface Solution {
  /** Pins that it does not have in any version. */
  readonly gone: readonly string[];
  /** How many pins it has in another version, or not at all. */
  readonly changes: number;
  /** Packages in it that are older than their pins. */
  readonly lowered: readonly string[];
}

/** Looks for a solution in which the named pins stay as they are. */
export type Keep<S> = (kept: readonly string[]) => Promise<Attempt<S>>;

/** A solution and how far it is from the pins. */
export interface Kept<S> {
  readonly solution: S;
  /** Sets of pins that no solution keeps together, as far as they had to be found; none where all are kept. */
  readonly conflicts: readonly (readonly string[])[];
  /** Whether no solution releases fewer pins; otherwise the search was given up. */
  readonly isFewest: boolean;
}

/** Solutions looked for before the search is given up: each takes uv some tenths of a second. */
const MOST_ATTEMPTS = 80;
/** Sets of pins of one size that are tried. */
const MOST_SETS = 6;

/** Says that {@link MOST_ATTEMPTS} were made. */
class GivenUp extends Error {}

/**
 * The solution that releases the fewest pins; of several such the one that changes, then loses, then lowers
 * the fewest. Pins that no solution keeps together are found one such set after the other; what is released is the smallest
 * set with a member of each.
 *
 * @returns the failure where there is no solution even without pins
 */
export async function keepMost<S extends Solution>(
  pins: readonly string[],
  find: Keep<S>,
): Promise<Kept<S> | { readonly failure: string }> {
  const search = new Search(find);
  const all = await search.keep(pins);
  if ("solution" in all) return { ...all, conflicts: [], isFewest: true };
  const none = await search.keep([]);
  if ("failure" in none) return none;
  const conflicts: (readonly string[])[] = [];
  try {
    conflicts.push(await search.conflictIn(pins, all.failure));
    for (;;) {
      const solution = await releasing(hittingSets(conflicts), { pins, search, conflicts });
      if (solution) return { solution, conflicts, isFewest: true };
    }
  } catch (error) {
    if (!(error instanceof GivenUp)) throw error;
    return { ...none, conflicts, isFewest: false };
  }
}

interface Searching<S> {
  readonly pins: readonly string[];
  readonly search: Search<S>;
  /** Pins that no solution keeps together, as far as they are found. */
  readonly conflicts: (readonly string[])[];
}

/** The best solution that releases one of some sets; where one gives none, the conflict that is left is noted. */
async function releasing<S extends Solution>(
  sets: readonly (readonly string[])[],
  { pins, search, conflicts }: Searching<S>,
): Promise<S | undefined> {
  let best: S | undefined;
  for (const released of sets) {
    if (conflicts.some((conflict) => !conflict.some((name) => released.includes(name)))) continue;
    const kept = pins.filter((name) => !released.includes(name));
    const attempt = await search.keep(kept);
    if ("failure" in attempt) {
      conflicts.push(await search.conflictIn(kept, attempt.failure));
      continue;
    }
    const { gone } = attempt.solution;
    // What a pin that nothing needs any more kept out may be nearer: s3fs 0.4.2 needs no aiobotocore at all.
    const nearer = gone.length > 0 ? await search.keep(kept.filter((name) => !gone.includes(name))) : attempt;
    for (const other of [attempt, nearer])
      if ("solution" in other && (!best || isBetter(other.solution, best))) best = other.solution;
  }
  return best;
}

function isBetter(one: Solution, other: Solution): boolean {
  const costs = ({ changes, gone, lowered }: Solution) => [changes, gone.length, lowered.length];
  const differences = costs(one).map((cost, index) => cost - (costs(other)[index] ?? 0));
  return (differences.find((difference) => difference !== 0) ?? 0) < 0;
}

/** Attempts, each made once, up to {@link MOST_ATTEMPTS}. */
class Search<S> {
  readonly #made = new Map<string, Attempt<S>>();

  constructor(private readonly find: Keep<S>) {}

  async keep(kept: readonly string[]): Promise<Attempt<S>> {
    const key = [...kept].sort().join();
    const made = this.#made.get(key);
    if (made) return made;
    if (this.#made.size >= MOST_ATTEMPTS) throw new GivenUp();
    const attempt = await this.find(kept);
    this.#made.set(key, attempt);
    return attempt;
  }

  /** A smallest set of pins that no solution keeps together, out of pins that it is known none keeps. */
  async conflictIn(pins: readonly string[], failure: string): Promise<readonly string[]> {
    const named = pins.filter((name) => namesIn(failure).has(name));
    const suspects = named.length > 0 && (await this.#failureOf(named)) !== undefined ? named : pins;
    return this.#smallest([], false, suspects);
  }

  async #failureOf(kept: readonly string[]): Promise<string | undefined> {
    const attempt = await this.keep(kept);
    return "failure" in attempt ? attempt.failure : undefined;
  }

  /** QuickXplain (Junker, AAAI 2004): what of `pins` is in conflict with `background`, by halves. */
  async #smallest(
    background: readonly string[],
    hasGrown: boolean,
    pins: readonly string[],
  ): Promise<readonly string[]> {
    if (hasGrown && (await this.#failureOf(background)) !== undefined) return [];
    if (pins.length === 1) return pins;
    const half = Math.ceil(pins.length / 2);
    const [first, second] = [pins.slice(0, half), pins.slice(half)];
    const ofSecond = await this.#smallest([...background, ...first], true, second);
    const ofFirst = await this.#smallest([...background, ...ofSecond], ofSecond.length > 0, first);
    return [...ofFirst, ...ofSecond];
  }
}

function namesIn(text: string): ReadonlySet<string> {
  return new Set(text.match(/[a-z0-9]+(?:-[a-z0-9]+)*/g) ?? []);
}

/** The smallest sets that have a member of each set, some of them where there are many. */
export function hittingSets(sets: readonly (readonly string[])[]): readonly (readonly string[])[] {
  for (let size = 1; ; size++) {
    const found = new Map<string, readonly string[]>();
    extend([], size);
    if (found.size > 0) return [...found.values()];

    function extend(chosen: readonly string[], left: number): void {
      if (found.size >= MOST_SETS) return;
      const open = sets.find((set) => !set.some((member) => chosen.includes(member)));
      if (open === undefined) found.set([...chosen].sort().join(), chosen);
      else if (left > 0) for (const member of open) extend([...chosen, member], left - 1);
    }
  }
}
