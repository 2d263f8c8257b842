import { closest } from "fastest-levenshtein";
import { UsageError } from "../../../src/model/usage-error";
import type { Scenario } from "./scenario";
import type { Target, Variant } from "./variant";

/** A scenario with what it is played with, or why it is not. */
export type Play =
  | { readonly scenario: Scenario; readonly variant: Variant; readonly whyNot?: undefined }
  | { readonly scenario: Scenario; readonly whyNot: string };

/** What was asked for. */
export interface Choice {
  /** Names of scenarios; none: all that are not long, or all. */
  readonly names: readonly string[];
  /** Names of scenarios to leave out. */
  readonly except: readonly string[];
  /** Whether every scenario is played with every Spark and as every user. */
  readonly isAll: boolean;
  /** Whether the cluster is this machine's own. */
  readonly isOwnCluster: boolean;
}

/** @throws UsageError naming a scenario that there is not */
export function checkChoice(
  scenarios: readonly Scenario[],
  { names, except }: Pick<Choice, "names" | "except">,
): void {
  checkNames(scenarios, names, "SCENARIO");
  checkNames(scenarios, except, "--except");
}

/**
 * The targets of one Spark, or all of them where none is asked for.
 *
 * @param spark a version, or `newest`
 * @param targets oldest Spark first
 * @throws UsageError when there are none of it
 */
export function targetsWith(spark: string | undefined, targets: readonly Target[]): readonly Target[] {
  if (spark === undefined) return targets;
  if (spark === "newest") return targets.slice(-1);
  const found = targets.filter((target) => target.spark === spark);
  if (found.length > 0) return found;
  const allowed = targets.map((target) => target.spark).join(", ");
  throw new UsageError(`--spark: found "${spark}", allowed: ${allowed}, newest.`);
}

/**
 * What is played. Unless all is asked for, each scenario is played with one of the variants that can play it, each
 * with the next one, so that all variants have their turn; and what is long only where it is named.
 */
export function choosePlays(
  scenarios: readonly Scenario[],
  variants: readonly Variant[],
  choice: Choice,
): readonly Play[] {
  const { names, except, isAll, isOwnCluster } = choice;
  const chosen = scenarios.filter(
    ({ name, isLong = false }) =>
      !except.includes(name) && (names.length === 0 ? isAll || !isLong : names.includes(name)),
  );
  let turn = 0;
  return chosen.flatMap((scenario): readonly Play[] => {
    const reasons = variants.map((variant) => scenario.whyNot?.(variant, isOwnCluster));
    const able = variants.filter((_, index) => reasons[index] === undefined);
    if (able.length === 0) return [{ scenario, whyNot: [...new Set(reasons)].join("; ") }];
    const { isLong = false, breadth = isAll ? "sparks" : "one" } = scenario;
    if ((isAll && !isLong) || breadth === "variants") return able.map((variant) => ({ scenario, variant }));
    if (breadth === "sparks") return onePerSpark(able).map((variant) => ({ scenario, variant }));
    const variant = able[turn++ % able.length];
    return variant === undefined ? [] : [{ scenario, variant }];
  });
}

/** The images that plays need, each once. */
export function imagesOf(plays: readonly Play[]): readonly string[] {
  const all = plays.flatMap((play) =>
    play.whyNot === undefined
      ? (play.scenario.images ?? [(target) => target.python]).map((of) => of(play.variant.target))
      : [],
  );
  return [...new Set(all.filter((image) => image !== undefined))];
}

function onePerSpark(variants: readonly Variant[]): readonly Variant[] {
  return variants.filter(
    ({ target }, index) => variants.findIndex((other) => other.target.spark === target.spark) === index,
  );
}

function checkNames(scenarios: readonly Scenario[], names: readonly string[], what: string): void {
  const allowed = scenarios.map(({ name }) => name);
  const unknown = names.filter((name) => !allowed.includes(name));
  if (unknown.length === 0) return;
  const lines = unknown.map(
    (name) =>
      `${what}: found "${name}", allowed: ${allowed.join(", ")}. Did you mean ${closest(name, allowed)}?`,
  );
  throw new UsageError(lines.join("\n"));
}
