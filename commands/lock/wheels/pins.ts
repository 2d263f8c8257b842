import { join } from "node:path";
import { compare } from "@renovatebot/pep440";
import type { PythonTools } from "../tools/python-tools";
import { ToolError } from "../tools/run-tool";
import { type Attempt, keepMost } from "./fewest";
import type { Platform } from "./platforms";
import { type Pins, resolvePins } from "./resolution";
import type { WheelsInput } from "./wheels-input";

/** The pins of every platform, and what they cost of those that were there. */
export interface Resolution {
  readonly byPlatform: ReadonlyMap<Platform, Pins>;
  /** Packages that are older than they were. */
  readonly lowered: readonly string[];
  /** Pins that are in no version there any more. */
  readonly gone: readonly string[];
  /** How many pins are there in another version, or not at all. */
  readonly changes: number;
  /** Sets of pins that no resolution keeps together, as far as they had to be found. */
  readonly conflicts: readonly (readonly string[])[];
  /** Whether no resolution moves fewer pins; otherwise the search was given up. */
  readonly isFewest: boolean;
}

/**
 * Resolves with every pin as a constraint, but for those to be upgraded; where nothing fits, with the fewest released.
 *
 * @throws Error with uv's explanation where nothing fits without any pin
 */
export async function resolve(tools: PythonTools, folder: string, input: WheelsInput): Promise<Resolution> {
  const { pinned, upgraded } = input;
  const pins = [...pinned.keys()].filter((name) => upgraded !== "all" && !upgraded.includes(name));
  const result = await keepMost(pins, (kept) => settle(tools, folder, input, kept));
  if ("failure" in result)
    throw new Error(`${whatOf(input)}: no versions fit\n  ${firstLines(result.failure)}`);
  const { solution, ...rest } = result;
  return { ...solution, ...rest };
}

const MOST_LINES = 12;

/** The beginning of an explanation that may run over pages. */
function firstLines(text: string): string {
  const lines = text.split("\n");
  return [...lines.slice(0, MOST_LINES), ...(lines.length > MOST_LINES ? ["  …"] : [])].join("\n");
}

/** What messages call the resolution. */
export function whatOf({ wanted }: WheelsInput): string {
  return `wheels of Python ${wanted.python}`;
}

type Settled = Omit<Resolution, "conflicts" | "isFewest">;

/** A resolution that keeps some pins, and lowers as few of the others as it has to. */
async function settle(
  tools: PythonTools,
  folder: string,
  input: WheelsInput,
  kept: readonly string[],
): Promise<Attempt<Settled>> {
  const free = [...input.pinned.keys()].filter((name) => !kept.includes(name));
  const withBounds = (bound: readonly string[]) => onPlatforms(tools, folder, input, { kept, bound });
  const first = await withBounds([]);
  if ("failure" in first || first.solution.lowered.length === 0) return first;
  let best = first;
  const raised = await withBounds(free);
  if (losesNoMore(raised, best.solution)) return raised;
  // No resolution lowers none: each that need not go down is bound, one after the other.
  const bound = free.filter((name) => !first.solution.lowered.includes(name));
  for (const name of first.solution.lowered) {
    const attempt = await withBounds([...bound, name]);
    if (!losesNoMore(attempt, best.solution)) continue;
    bound.push(name);
    best = attempt;
  }
  return best;
}

/** Whether an attempt succeeded, and not by doing without a package. */
function losesNoMore(
  attempt: Attempt<Settled>,
  { gone }: Settled,
): attempt is { readonly solution: Settled } {
  return "solution" in attempt && attempt.solution.gone.length <= gone.length;
}

interface Constraints {
  /** Packages that stay at their pins. */
  readonly kept: readonly string[];
  /** Packages that may not be older than their pins. */
  readonly bound: readonly string[];
}

/** Resolves for one platform after the other: what one has decided binds those that follow. */
async function onPlatforms(
  tools: PythonTools,
  folder: string,
  { wanted, platforms, py4j, pinned, upgraded, index }: WheelsInput,
  { kept, bound }: Constraints,
): Promise<Attempt<Settled>> {
  const isMoved = (name: string): boolean => upgraded === "all" || upgraded.includes(name);
  const preferred = new Map([...pinned].filter(([name]) => !isMoved(name)));
  const results = new Map<Platform, Pins>();
  for (const platform of platforms) {
    const others = new Map([...results.values()].flatMap((pins) => [...pins]));
    const constraints = [
      ...kept.map((name) => `${name}==${pinned.get(name)}`),
      ...bound.map((name) => `${name}>=${pinned.get(name)}`),
      ...[...others].map(([name, { version }]) => `${name}==${version}`),
    ];
    const asked = { wanted, platform, py4j, preferred, constraints, index };
    try {
      results.set(platform, await resolvePins(tools, join(folder, platform), asked));
    } catch (error) {
      // An index that does not answer, say, is no reason to release a pin.
      if (!(error instanceof ToolError) || !error.output.includes("No solution found")) throw error;
      return { failure: error.reason };
    }
  }
  return { solution: { byPlatform: results, ...differenceFrom(pinned, merged(results)) } };
}

function differenceFrom(before: ReadonlyMap<string, string>, pins: Pins): Omit<Settled, "byPlatform"> {
  const changed = [...before].filter(([name, version]) => pins.get(name)?.version !== version);
  const gone = changed.flatMap(([name]) => (pins.has(name) ? [] : [name]));
  const lowered = changed.flatMap(([name, version]) =>
    compare(pins.get(name)?.version ?? version, version) < 0 ? [name] : [],
  );
  return { gone, lowered, changes: changed.length };
}

/** The pins of all platforms as one: a package is required by what requires it on any of them. */
export function merged(byPlatform: ReadonlyMap<Platform, Pins>): Pins {
  const all = [...byPlatform.values()].flatMap((pins) => [...pins]);
  return new Map(
    all.map(([name, pin]) => {
      const requiredBy = all.flatMap(([other, { requiredBy }]) => (other === name ? requiredBy : []));
      return [name, { ...pin, requiredBy: [...new Set(requiredBy)].sort() }];
    }),
  );
}
