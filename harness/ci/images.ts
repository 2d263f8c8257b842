import type { Project } from "../../src/model/project";
import { buildsOf } from "../../src/plan";
import { leaveOut, selectBuilds } from "../plan";

/**
 * The images that CI builds and tests: for the newest Spark of each line its first runtime, and everything that this is
 * made of. References, parents first.
 */
export function newestImages(project: Project): readonly string[] {
  const runtimes = project.folders.filter((folder) => folder.kind === "runtime");
  const byLine = new Map<string, (typeof runtimes)[number]>();
  for (const runtime of runtimes) {
    const line = runtime.spark.split(".").slice(0, 2).join(".");
    const known = byLine.get(line);
    if (known === undefined || isNewer(runtime.spark, known.spark)) byLine.set(line, runtime);
  }
  const names = [...byLine.values()].flatMap(({ variants }) => variants.map(({ reference }) => reference));
  return selectBuilds(buildsOf(project), names).map(({ image }) => image);
}

/** References of the images with packages for a GPU, parents first; without them, builds need 60 GB less of a disk. */
export function gpuImages(project: Project): readonly string[] {
  const all = buildsOf(project);
  const wheels = all
    .filter((build) => build.arguments["BUILD_GPU_DEPS"] === "true")
    .map(({ image }) => image);
  const others = new Set(leaveOut(all, wheels));
  return all.filter((build) => !others.has(build)).map(({ image }) => image);
}

function isNewer(version: string, than: string): boolean {
  return version.localeCompare(than, "en", { numeric: true }) > 0;
}
