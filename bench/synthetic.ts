import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Lock, SparkDistribution } from "../src/model/lock";
import type { Matrix } from "../src/model/matrix";
import type { Sources } from "../src/parse/parse";

/** Images that every synthetic matrix has beside its Spark cores and runtimes: bases and layers. */
const FIXED = 6;

/**
 * The committed matrix and lock with as many Spark versions as give about `images` images: half of them cores, half
 * runtimes with all the layers that the line can have.
 *
 * @param images Number of images, 10 or more.
 */
export function syntheticSources(root: string, images: number): Sources {
  const matrix = JSON.parse(readFileSync(join(root, "matrix.json"), "utf8")) as Matrix;
  const lock = JSON.parse(readFileSync(join(root, "lock.json"), "utf8")) as Lock;
  const model = Object.entries(lock.spark).find(([version]) => version.startsWith("4.1."))?.[1];
  if (!model) throw new Error("the lock has no Spark 4.1 to copy");
  const versions = Array.from({ length: Math.round((images - FIXED) / 2) }, (_, patch) => `4.1.${patch}`);
  const { rapids: _rapids, ...rest } = matrix;
  const runtime = {
    spark: "all",
    layers: ["python-deps", "jdbc-drivers", "jars-iceberg"],
    pythonGroups: ["iceberg"],
  };
  const distribution = (version: string): SparkDistribution => ({
    ...model,
    file: `spark-${version}-bin-hadoop3.tgz`,
  });
  const spark = Object.fromEntries(versions.map((version) => [version, distribution(version)]));
  return {
    matrix: {
      file: "matrix.json",
      text: JSON.stringify({ ...rest, spark: versions, runtimes: [runtime] }, null, 2),
    },
    lock: { file: "lock.json", text: JSON.stringify({ ...lock, spark }, null, 2) },
  };
}
