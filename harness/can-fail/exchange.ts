import type { SparkCoreFolder } from "../../src/model/project";
import { UsageError } from "../command-line";
import type { Attempt } from "./attempts";
import type { PlannedImage } from "./mutant";
import { claimsAgainst } from "./mutants/spark-core";

/** Images of one matrix, and the folder that holds their tests. */
export interface Side {
  readonly root: string;
  readonly images: readonly PlannedImage[];
}

/**
 * Attempts with the cores that two matrices make of one Spark and whose jars differ: each is tested with the test of
 * the other one.
 * @throws UsageError when there are none
 */
export function exchangesBetween(one: Side, other: Side): readonly Attempt[] {
  const attempts = [...exchangesOf(one, other), ...exchangesOf(other, one)];
  if (attempts.length > 0) return attempts;
  throw new UsageError(
    "--exchanged-with: found no Spark core whose jars differ from those of the project's own, allowed: a matrix that has one, such as that of examples/jar-surgery.",
  );
}

function exchangesOf({ root, images }: Side, other: Side): readonly Attempt[] {
  return cores(images).flatMap((image) =>
    cores(other.images)
      .filter(({ folder }) => folder.spark === image.folder.spark)
      .map((guest) => ({ reference: guest.build.image, claims: claimsAgainst(image.folder, guest.folder) }))
      .filter(({ claims }) => claims.length > 0)
      .map(({ reference, claims }) => ({
        kind: "exchange" as const,
        fault: `it is ${reference}`,
        image,
        root,
        reference,
        claims,
      })),
  );
}

function cores(images: readonly PlannedImage[]): readonly PlannedImage<SparkCoreFolder>[] {
  return images.filter((image): image is PlannedImage<SparkCoreFolder> => image.folder.kind === "spark-core");
}
