import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { OpenProject } from "../../harness/project";
import type { Target } from "../../harness/kubernetes/suite/variant";
import { targetsOf } from "../../harness/kubernetes/suite/variant";
import type { Lock } from "../../src/model/lock";
import type { Matrix } from "../../src/model/matrix";
import type { Project, RuntimeFolder } from "../../src/model/project";
import { UsageError } from "../../src/model/usage-error";
import { buildsOf } from "../../src/plan";
import { generateProject } from "../../src/synthesize/generate-project";
import { BENCH_PREFIX } from "../images/bench-project";

/**
 * Generates the project's images under names of the benchmark, with an archive of classes or without.
 *
 * @param folder for the files of both
 */
export function startProject(root: string, folder: string, sharesClasses: boolean): OpenProject {
  const matrix = JSON.parse(readFileSync(join(root, "matrix.json"), "utf8")) as Matrix;
  const text = readFileSync(join(root, "lock.json"), "utf8");
  const tag = sharesClasses ? "shared" : "plain";
  const images = { ...matrix.images, registry: "", namePrefix: `${BENCH_PREFIX}start-`, tag };
  const java = { ...matrix.java, classDataSharing: sharesClasses };
  const [inputs, out] = [join(folder, `${tag}-inputs`), join(folder, tag)];
  mkdirSync(inputs, { recursive: true });
  writeFileSync(join(inputs, "matrix.json"), JSON.stringify({ ...matrix, images, java }));
  writeFileSync(join(inputs, "lock.json"), text);
  const { project } = generateProject(root, relative(root, inputs), out);
  return { root: out, project, builds: buildsOf(project), lock: JSON.parse(text) as Lock };
}

/**
 * The runtimes with Python of these Sparks.
 *
 * @param sparks none: the newest of each line
 * @throws UsageError naming a Spark without such a runtime
 */
export function chosenRuntimes(project: Project, sparks: readonly string[]): readonly RuntimeFolder[] {
  const runtimes = project.folders.filter(
    (folder): folder is RuntimeFolder =>
      folder.kind === "runtime" && folder.python !== "" && folder.rapids === "",
  );
  const wanted =
    sparks.length > 0 ? [...new Set(sparks)] : targetsOf(project, new Set()).map(({ spark }) => spark);
  return wanted.map((spark) => {
    const found = runtimes.find((runtime) => runtime.spark === spark);
    if (found) return found;
    const allowed = [...new Set(runtimes.map((runtime) => runtime.spark))].join(", ");
    throw new UsageError(`SPARK: found "${spark}", allowed: ${allowed}, which have a runtime with Python.`);
  });
}

/** What jobs on an image are named and run by. */
export function targetOf({ spark }: Pick<RuntimeFolder, "spark">, image: string): Target {
  return {
    spark,
    core: "",
    python: image,
    s3a: undefined,
    s3aPython: undefined,
    gpu: undefined,
    isGpuBuilt: false,
  };
}
