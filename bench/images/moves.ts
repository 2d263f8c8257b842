import type { RuntimeFolder } from "../../src/model/project";

/** From the runtime that a node has to the one that it is to run. */
export interface Move {
  readonly what: string;
  readonly from: RuntimeFolder;
  readonly to: RuntimeFolder;
}

/** What stands behind the Spark and the JDK in a runtime's name, such as `gpu`; empty for the plain one. */
export function variantOf({ name, spark, java }: RuntimeFolder): string {
  return name.replace(`spark-${spark}-jdk${java}`, "").replace(/^-/, "");
}

/** The moves of each kind of runtime from a patch of a Spark line to the next one of the matrix. */
export function patchUpgrades(runtimes: readonly RuntimeFolder[]): readonly Move[] {
  return runtimes.flatMap((to) => {
    const before = runtimes.filter(
      (from) =>
        variantOf(from) === variantOf(to) && lineOf(from) === lineOf(to) && patchOf(from) < patchOf(to),
    );
    const from = before.toSorted((a, b) => patchOf(b) - patchOf(a))[0];
    if (!from) return [];
    const variant = variantOf(to) && ` (${variantOf(to)})`;
    return [{ what: `${from.spark} to ${to.spark}${variant}`, from, to }];
  });
}

/** The moves from a plain runtime to the one of the same Spark with another variant. */
export function variantMoves(runtimes: readonly RuntimeFolder[], variant: string): readonly Move[] {
  return runtimes
    .filter((to) => variantOf(to) === variant)
    .flatMap((to) => {
      const from = runtimes.find((other) => other.spark === to.spark && variantOf(other) === "");
      return from ? [{ what: `${to.spark} to ${to.spark} (${variant})`, from, to }] : [];
    });
}

function lineOf({ spark }: RuntimeFolder): string {
  return spark.split(".").slice(0, 2).join(".");
}

function patchOf({ spark }: RuntimeFolder): number {
  return Number(spark.split(".")[2]);
}
