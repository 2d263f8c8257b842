import { cite } from "../check/facts";
import { compareVersions } from "../check/nearest";
import { lineOf, list } from "../check/rule";
import type { Evidence } from "./evidence";
import type { Bound } from "./explanation";

/** The Spark lines that the Iceberg release of the matrix has a runtime for. */
export function icebergSparkBounds({ knowledge, matrix }: Evidence): readonly Bound[] {
  const version = matrix.iceberg?.version ?? "";
  const isIn = (first: string, last: string | null): boolean =>
    compareVersions(first, version) <= 0 && (last === null || compareVersions(version, last) <= 0);
  return knowledge.iceberg.runtimes
    .filter(({ first, last }) => isIn(first, last))
    .map((row) => ({
      says: `Iceberg ${version} has a runtime for Spark ${row.line} on Scala ${list(row.scala)}`,
      source: cite("iceberg", `runtime for ${row.line}`, row),
    }));
}

/** The Java that the Iceberg release of the matrix needs. */
export function icebergJavaBounds({ knowledge, matrix }: Evidence): readonly Bound[] {
  const version = matrix.iceberg?.version ?? "";
  const row = knowledge.iceberg.java.findLast(({ from }) => compareVersions(from, version) <= 0);
  return row
    ? [
        {
          says: `Iceberg ${row.from} and later need Java ${row.java} or newer; the matrix has ${matrix.java.version}`,
          source: cite("iceberg", `java from ${row.from}`, row),
        },
      ]
    : [];
}

/** The exact Spark versions that the RAPIDS release of the matrix has a shim for. */
export function rapidsSparkBounds({ knowledge, matrix }: Evidence, scala: string): readonly Bound[] {
  const version = matrix.rapids?.version ?? "";
  return knowledge.rapids.releases
    .filter(({ release }) => release === lineOf(version))
    .map((row) => ({
      says: `RAPIDS ${version} on Scala ${scala} has a shim for Spark ${list((row.spark[scala] ?? []).toReversed())} alone`,
      source: cite("rapids", `release ${row.release}`, row),
    }));
}

/** What the RAPIDS release of the matrix needs of the machine and of the operating system. */
export function rapidsNeedBounds({ knowledge, matrix }: Evidence): readonly Bound[] {
  const release = lineOf(matrix.rapids?.version ?? "");
  return knowledge.rapids.needs
    .filter((row) => row.release === release)
    .map((row) => ({
      says: `RAPIDS ${release} needs driver ${row.driver} and glibc ${row.glibc}, or newer`,
      source: cite("rapids", `needs of ${release}`, row),
    }));
}
