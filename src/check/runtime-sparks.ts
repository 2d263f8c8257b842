import type { JsonPath } from "../model/json-path";
import type { Layer, Matrix, RuntimeSettings } from "../model/matrix";
import { oncePer } from "../model/once-per";
import type { Draft } from "../parse/draft";
import { type RuleInput, held, lineOf, present } from "./rule";

/** The Spark versions of the matrix that a runtime is made for, each once, in the order of the matrix. */
export function runtimeSparks(
  matrix: Draft<Matrix>,
  { spark }: Draft<Pick<RuntimeSettings, "spark">>,
): ReadonlySet<string> {
  const all = allSparks(matrix);
  if (spark === "all") return all;
  const named = typeof spark === "string" ? [] : (spark ?? []);
  return new Set(named.filter((version) => version !== undefined && all.has(version)) as string[]);
}

const allSparks = oncePer<Draft<Matrix>, ReadonlySet<string>>(
  ({ spark }) => new Set((spark ?? []).filter((version) => version !== undefined)),
);

/** The Spark lines of the matrix, each once, with the place of its first version. */
export function sparkLines(matrix: Draft<Matrix>): readonly SparkLinePlace[] {
  const lines = new Map<string, SparkLinePlace>();
  for (const [version, index] of present(matrix.spark)) {
    const line = lineOf(version);
    if (!lines.has(line)) lines.set(line, { line, path: ["spark", index] });
  }
  return [...lines.values()];
}

/** A Spark line and the place in the matrix of its first version. */
export interface SparkLinePlace {
  readonly line: string;
  readonly path: JsonPath;
}

/**
 * Scala version of a Spark's distribution: the lock's, where the line has it or nothing is known of the line; undefined
 * where neither says it.
 */
export function scalaOf({ lock, knowledge }: RuleInput, spark: string): string | undefined {
  const known = knowledge.spark.scala.find(({ line }) => line === lineOf(spark))?.scala;
  const locked = held(lock.spark, spark)?.scala;
  return locked !== undefined && (known?.includes(locked) ?? true) ? locked : known?.[0];
}

/** A Spark version of a runtime that has a layer, and the layer's place in the matrix. */
export interface SparkWithLayer {
  readonly spark: string;
  readonly scala: string;
  readonly path: JsonPath;
}

/** The Spark versions of the runtimes that have a layer, where their Scala is known. */
export function sparksWithLayer(input: RuleInput, layer: Layer): readonly SparkWithLayer[] {
  return present(input.matrix.runtimes).flatMap(([runtime, index]) => {
    const place = (runtime.layers ?? []).indexOf(layer);
    if (place < 0) return [];
    return [...runtimeSparks(input.matrix, runtime)].flatMap((spark) => {
      const scala = scalaOf(input, spark);
      return scala === undefined ? [] : [{ spark, scala, path: ["runtimes", index, "layers", place] }];
    });
  });
}
