import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Lock } from "../../src/model/lock";
import type { Matrix } from "../../src/model/matrix";
import type { Sources } from "../../src/parse/parse";
import { syntheticLock } from "./lock";
import { FIXED_IMAGES, IMAGES_PER_SPARK, syntheticMatrix } from "./matrix";

/** A matrix and a lock that stay as they are, whatever a user builds: figures then depend on the code alone. */
const PROJECT = "test/fixture-project";

/**
 * A matrix of about `images` images and its lock, made of fixed ones: the more images, the more Spark versions, runtimes,
 * changes to jars and locked jars. Nothing of them is downloaded or built.
 *
 * @param images Number of images, 30 or more.
 */
export function syntheticSources(root: string, images: number): Sources {
  const read = <T>(name: string): T => JSON.parse(readFileSync(join(root, PROJECT, name), "utf8")) as T;
  const count = Math.round((images - FIXED_IMAGES) / IMAGES_PER_SPARK);
  const matrix = syntheticMatrix(read<Matrix>("matrix.json"), count);
  const lock = syntheticLock(read<Lock>("lock.json"), matrix);
  return {
    matrix: { file: "matrix.json", text: JSON.stringify(matrix, null, 2) },
    lock: { file: "lock.json", text: JSON.stringify(lock, null, 2) },
  };
}
