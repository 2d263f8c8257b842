import type { SparkLinePlace } from "./runtime-sparks";
import { type RuleInput, lineOf, present } from "./rule";
import { runtimePython } from "./pythons";
import { runtimeSparks } from "./runtime-sparks";

/** The Spark lines whose PySpark meets a Python and its packages: those of runtimes, and that of python-deps itself. */
export function linesWithPython({ matrix }: RuleInput, python: string): readonly SparkLinePlace[] {
  const places = new Map<string, SparkLinePlace>();
  const add = (version: string, path: SparkLinePlace["path"]): void => {
    const line = lineOf(version);
    if (!places.has(line)) places.set(line, { line, path });
  };
  const indexes = new Map(present(matrix.spark));
  for (const [runtime] of present(matrix.runtimes)) {
    if (runtimePython(matrix, runtime) !== python) continue;
    for (const version of runtimeSparks(matrix, runtime)) add(version, ["spark", indexes.get(version) ?? 0]);
  }
  if (matrix.python?.pyspark !== undefined) add(matrix.python.pyspark, ["python", "pyspark"]);
  return [...places.values()];
}
