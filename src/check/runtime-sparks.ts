import type { Matrix, RuntimeSettings } from "../model/matrix";
import type { Draft } from "../parse/draft";
import { type RuleInput, held, lineOf } from "./rule";

/** The Spark versions of the matrix that a runtime is made for, each once, in the order of the matrix. */
export function runtimeSparks(
  matrix: Draft<Matrix>,
  { spark }: Draft<Pick<RuntimeSettings, "spark">>,
): ReadonlySet<string> {
  const all = new Set((matrix.spark ?? []).filter((version) => version !== undefined));
  if (spark === "all") return all;
  const named = typeof spark === "string" ? [] : (spark ?? []);
  return new Set(named.filter((version) => version !== undefined && all.has(version)) as string[]);
}

/** Scala version of a Spark's distribution: the lock's, where the line has it; undefined for a line not known. */
export function scalaOf({ lock, knowledge }: RuleInput, spark: string): string | undefined {
  const known = knowledge.spark.scala.find(({ line }) => line === lineOf(spark))?.scala;
  const locked = held(lock.spark, spark)?.scala;
  return locked !== undefined && known?.includes(locked) ? locked : known?.[0];
}
