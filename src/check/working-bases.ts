import type { DebianJdk } from "../model/compatibility/os";
import type { SparkJava } from "../model/compatibility/spark";
import { either } from "./nearest";
import type { RuleInput } from "./rule";
import { sparkLines } from "./runtime-sparks";

/** The Java range of a Spark line; undefined for a line that nothing is known of. */
export function javaOf({ knowledge }: RuleInput, line: string): SparkJava | undefined {
  return knowledge.spark.java.find((row) => row.line === line);
}

/**
 * Releases of Debian and their Java that every Spark of the matrix runs on, for the end of a fix; those of the matrix's
 * own release or Java first.
 */
export function workingBases(input: RuleInput): string {
  const { matrix, knowledge } = input;
  const ranges = sparkLines(matrix).flatMap(({ line }) => javaOf(input, line) ?? []);
  const works = ({ java }: DebianJdk): boolean =>
    ranges.every(({ lowest, highest }) => lowest <= java && java <= highest);
  const isNear = ({ release, java }: DebianJdk): boolean =>
    release === matrix.debian?.release || java === matrix.java?.version;
  const found = knowledge.os.jdks.filter(works);
  const sorted = [...found.filter(isNear), ...found.filter((row) => !isNear(row))];
  if (sorted.length === 0) return "take other Spark versions: no Debian has a Java that runs all of these";
  return `take Java ${either(sorted.map(({ java, release }) => `${java} on ${release}`))}`;
}
