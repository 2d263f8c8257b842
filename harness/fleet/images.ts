import type { Project } from "../../src/model/project";
import { UsageError } from "../command-line";

/** Names of the folders of the images that the proof is made with. */
export interface ProofImages {
  readonly core: string;
  /** The core of the patch before, of the same line of Spark. */
  readonly earlierCore: string;
}

/** Chooses the images. @throws UsageError when the matrix has no two patches of a line */
export function chooseImages({ folders }: Pick<Project, "folders">): ProofImages {
  const cores = folders.filter((folder) => folder.kind === "spark-core");
  const pairs = cores.flatMap((core) =>
    cores.flatMap((earlier) => (isEarlierPatch(earlier.spark, core.spark) ? [{ earlier, core }] : [])),
  );
  const pair = pairs[0];
  if (!pair) throw new UsageError("The proof needs two patches of a line of Spark in the matrix.");
  return { core: pair.core.name, earlierCore: pair.earlier.name };
}

function isEarlierPatch(spark: string, other: string): boolean {
  const [line, patch] = split(spark);
  const [otherLine, otherPatch] = split(other);
  return line === otherLine && patch < otherPatch;
}

function split(spark: string): readonly [line: string, patch: number] {
  const at = spark.lastIndexOf(".");
  return [spark.slice(0, at), Number(spark.slice(at + 1))];
}
