import { resolve } from "node:path";
import { affectedTargets, stagesOf } from "../../commands/affected/select";
import { plan } from "../../src/pipeline";
import { type BakeTarget, bakeTargets } from "../../src/resolve/bake-targets";
import { median, table } from "../figures";
import { syntheticSources } from "../synthetic/sources";

const ROOT = resolve(__dirname, "../..");
const IMAGES = 1000;
/** As many jobs as the generated workflow has a stage make, unless it is told otherwise. */
const JOBS = 20;

/** The graph of a matrix of 1,000 images as a fleet sees it: its stages, and what a change affects. */
export function graphReport(): string {
  const targets = bakeTargets(plan(syntheticSources(ROOT, IMAGES)));
  return [
    `${targets.length} images`,
    table(["stage", "images", "jobs", "images of a job"], stageRows(targets)),
    table(["a change of a", "there are", "affects images: median", "most"], changeRows(targets)),
  ].join("\n\n");
}

function stageRows(targets: readonly BakeTarget[]): readonly (readonly number[])[] {
  return stagesOf(targets, targets, JOBS).map((jobs, stage) => {
    const sizes = jobs.map((job) => job.split(" ").length);
    return [stage, sizes.reduce((sum, size) => sum + size, 0), jobs.length, Math.max(0, ...sizes)];
  });
}

function changeRows(targets: readonly BakeTarget[]): readonly (readonly (string | number)[])[] {
  const folders = new Map(targets.map(({ folder }) => [folder.path, folder]));
  const counts = new Map<string, number[]>();
  for (const { path, kind } of folders.values()) {
    const changes = { paths: [`${path}/Dockerfile`], earlierBakeFile: "", bakeFile: "" };
    const known = counts.get(kind) ?? [];
    known.push(affectedTargets(targets, changes).length);
    counts.set(kind, known);
  }
  return [...counts].map(([kind, found]) => [kind, found.length, median(found), Math.max(...found)]);
}

if (require.main === module) console.log(graphReport());
