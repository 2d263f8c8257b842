import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "jsonc-parser";
import type { Matrix } from "../../../src/model/matrix";
import { readSources } from "../../../src/plan";
import { buildArguments } from "../../build-command";
import type { Engine } from "../../engine";
import { openProject, type OpenProject } from "../../project";
import { run } from "../../run";

const VARIANT = "s3apython";
const S3A = "jars-hadoop-aws";
const PYTHON = "python-deps";

/**
 * The project with one more runtime for each Spark that has one with `s3a://` and none with Python beside: what a user
 * gets by such an entry of the matrix.
 */
export async function openWithAdded(root: string, cacheFolder: string): Promise<OpenProject> {
  const { matrix, lock } = readSources(root);
  const folder = join(cacheFolder, "kubernetes", VARIANT);
  await mkdir(folder, { recursive: true });
  const added = withAdded(parse(matrix.text) as Matrix);
  await writeFile(join(folder, "matrix.json"), JSON.stringify(added, undefined, 2));
  await writeFile(join(folder, "lock.json"), lock.text);
  return openProject(root, cacheFolder, folder);
}

/** The matrix with these runtimes. */
export function withAdded(matrix: Matrix): Matrix {
  const has = (layers: readonly string[], ...names: readonly string[]) =>
    names.every((name) => layers.includes(name));
  const { runtimes } = matrix;
  if (runtimes.some(({ layers }) => has(layers, S3A, PYTHON))) return matrix;
  const added = runtimes
    .filter(({ layers }) => has(layers, S3A))
    .map(({ spark }) => ({ spark, variant: VARIANT, layers: [PYTHON, S3A] as const }));
  return { ...matrix, runtimes: [...runtimes, ...added] } as Matrix;
}

/**
 * Builds those of some images that are not the project's own, also where the engine has them: their layers are all of
 * images that there are, and may have been built anew.
 */
export async function buildAdded(
  references: readonly string[],
  { root, builds }: OpenProject,
  { environment }: Pick<Engine, "environment">,
  signal: AbortSignal,
): Promise<void> {
  const env = { ...environment, BUILDX_BUILDER: "default" };
  const isAdded = (image: string) => image.includes(`-${VARIANT}:`) && references.includes(image);
  for (const build of builds.filter(({ image }) => isAdded(image))) {
    const words = buildArguments(build, { arguments: {}, labels: {}, options: [] });
    await run("docker", words, { cwd: root, env, signal });
  }
}
