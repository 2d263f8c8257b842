import { objections, ruleInput } from "../check/check";
import { pathsNamed } from "../check/jar-surgery";
import { lineOf } from "../check/rule";
import { runtimeSparks } from "../check/runtime-sparks";
import type { Knowledge } from "../model/knowledge";
import type { JarSurgery, Matrix, RuntimeSettings } from "../model/matrix";
import { oncePer } from "../model/once-per";
import type { Project } from "../model/project";
import type { ParsedSources } from "../parse/parse";
import { jarsOfSpark } from "./distributions";

/** A project, and the files that it was resolved from. */
export interface Planned extends Project {
  readonly parsed: ParsedSources;
}

/** What stands against a change of the matrix, in the words of the rules, each once; none where it can be made. */
export type Objections = readonly string[];

/** Holds changes of a matrix against every rule, before they are advised. Nothing is written, and the lock stays as it is. */
export class Trial {
  /** The matrix, whole: it was resolved. */
  readonly matrix: Matrix;

  constructor(
    private readonly parsed: ParsedSources,
    private readonly knowledge: Knowledge,
  ) {
    this.matrix = parsed.matrix.draft as Matrix;
  }

  /** Against a change that is the same for every Spark of a line. */
  against(change: (matrix: Matrix) => Matrix): Objections {
    return this.#objections(change(representative(this.matrix)), true);
  }

  /** Against another version in the place of a Spark, in all of its images. */
  againstVersion(spark: string, version: string): Objections {
    const images = imagesOf(this.matrix, spark);
    const jars = jarsOfSpark(this.knowledge, version) ?? [];
    const gone = (images.jarSurgery ?? []).flatMap(({ replace, remove }) => replace ?? remove ?? []);
    const missed = gone.filter((name) => pathsNamed(jars, name).length === 0);
    return [
      ...this.#objections(withVersion(images, version), false),
      ...missed.map((name) => `${name} in $.jarSurgery, which Spark ${version} does not have`),
    ];
  }

  /** Against more changes to the jars of a Spark. */
  againstChanges(spark: string, changes: readonly Omit<JarSurgery, "spark" | "reason">[]): Objections {
    const images = imagesOf(this.matrix, spark);
    const more = changes.map((entry) => ({ ...entry, spark: [spark], reason: "advised" }));
    return this.#objections({ ...images, jarSurgery: [...(images.jarSurgery ?? []), ...more] }, false);
  }

  #objections(draft: Matrix, isWhole: boolean): Objections {
    const { matrix, lock } = this.parsed;
    const input = ruleInput({ matrix: { ...matrix, draft }, lock }, this.knowledge);
    return [...new Set(objections(input, isWhole).map(({ found }) => found))];
  }
}

/** The matrix with another Spark in the place of some. */
export function withSpark(matrix: Matrix, isMeant: (spark: string) => boolean, version: string): Matrix {
  const moved = (named: readonly string[]) => [
    ...new Set(named.map((spark) => (isMeant(spark) ? version : spark))),
  ];
  return {
    ...matrix,
    spark: moved(matrix.spark),
    runtimes: matrix.runtimes.map((entry) => ({
      ...entry,
      spark: entry.spark === "all" ? "all" : moved(entry.spark),
    })),
  };
}

/**
 * A matrix with one runtime of each kind for one Spark of each line: what is refused for a line is refused here, at the
 * price of a small matrix.
 */
const representative = oncePer<Matrix, Matrix>((matrix) => {
  const firsts = firstOfLines(matrix.spark);
  const kinds = new Map<string, RuntimeSettings>();
  for (const { variant: _, spark: named, ...settings } of matrix.runtimes) {
    const spark = named === "all" ? named : firstOfLines(named);
    const key = JSON.stringify([settings, spark === "all" ? spark : spark.map(lineOf)]);
    if (!kinds.has(key)) kinds.set(key, { ...settings, spark, variant: `kind-${kinds.size}` });
  }
  const runtimes = [...kinds.values()];
  const sparks = new Set([...firsts, ...runtimes.flatMap(({ spark }) => (spark === "all" ? [] : spark))]);
  const jarSurgery = (matrix.jarSurgery ?? []).flatMap((entry) => {
    if (entry.spark === "all") return [entry];
    const spark = entry.spark.filter((version) => sparks.has(version));
    return spark.length > 0 ? [{ ...entry, spark }] : [];
  });
  return { ...matrix, spark: [...sparks], jarSurgery, runtimes };
});

function firstOfLines(sparks: readonly string[]): readonly string[] {
  return [...new Map(sparks.toReversed().map((spark) => [lineOf(spark), spark])).values()].toReversed();
}

/** A matrix of the images of one Spark. */
function imagesOf(matrix: Matrix, spark: string): Matrix {
  const { runtimes, jarSurgery } = bySpark(matrix);
  const only = { ...matrix, runtimes: runtimes.get(spark) ?? [], jarSurgery: jarSurgery.get(spark) ?? [] };
  return withVersion(only, spark);
}

/** A matrix of one Spark with another version of it. */
function withVersion(matrix: Matrix, version: string): Matrix {
  const spark = [version];
  return {
    ...matrix,
    spark,
    runtimes: matrix.runtimes.map((entry) => ({ ...entry, spark })),
    jarSurgery: (matrix.jarSurgery ?? []).map((entry) => ({ ...entry, spark })),
  };
}

/** The runtimes and the changes to jars of each Spark. */
const bySpark = oncePer((matrix: Matrix) => ({
  runtimes: grouped(matrix, matrix.runtimes),
  jarSurgery: grouped(matrix, matrix.jarSurgery ?? []),
}));

function grouped<T extends Pick<RuntimeSettings, "spark">>(
  matrix: Matrix,
  entries: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of entries) {
    for (const spark of runtimeSparks(matrix, entry)) {
      const known = groups.get(spark);
      if (known) known.push(entry);
      else groups.set(spark, [entry]);
    }
  }
  return groups;
}
