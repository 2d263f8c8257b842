import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { OpenProject } from "../../harness/project";
import type { Jar, Lock } from "../../src/model/lock";
import type { Matrix } from "../../src/model/matrix";
import { buildsOf } from "../../src/plan";
import { generateProject } from "../../src/synthesize/generate-project";

/** A driver of another version than the matrix has, with what the lock says of it. */
export interface OtherDriver {
  readonly database: keyof NonNullable<Matrix["jdbc"]>;
  readonly version: string;
  readonly coordinates: string;
  readonly jar: Jar;
}

/** The benchmark's images stand beside those of the project. */
export const BENCH_PREFIX = "spark-bench-";

/** The driver that is changed to: `other-driver.json`. */
export function otherDriver(): OtherDriver {
  return JSON.parse(readFileSync(join(__dirname, "other-driver.json"), "utf8")) as OtherDriver;
}

/**
 * Generates the project's images under names of the benchmark.
 *
 * @param folder for the files of all of them: headers of generated files name the matrix, which is in one place
 * @param tag of its images
 * @param driver stands in place of the database's driver that the matrix has
 */
export function benchProject(root: string, folder: string, tag: string, driver?: OtherDriver): OpenProject {
  const matrix = readJson<Matrix>(root, "matrix.json");
  const had = readJson<Lock>(root, "lock.json");
  const lock: Lock = driver ? { ...had, jars: { ...had.jars, [driver.coordinates]: driver.jar } } : had;
  const jdbc = driver && matrix.jdbc ? { jdbc: { ...matrix.jdbc, [driver.database]: driver.version } } : {};
  const images = { ...matrix.images, registry: "", namePrefix: BENCH_PREFIX, tag };
  const [inputs, out] = [join(folder, "inputs"), join(folder, tag)];
  mkdirSync(inputs, { recursive: true });
  writeFileSync(join(inputs, "matrix.json"), JSON.stringify({ ...matrix, images, ...jdbc }));
  writeFileSync(join(inputs, "lock.json"), JSON.stringify(lock));
  const { project } = generateProject(root, relative(root, inputs), out);
  return { root: out, project, builds: buildsOf(project), lock };
}

function readJson<T>(root: string, file: string): T {
  return JSON.parse(readFileSync(join(root, file), "utf8")) as T;
}
