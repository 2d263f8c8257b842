import type { ImageFolder } from "../../src/model/project";
import { claimsOf } from "./mutants/runtime-claims";
import { isOfArchive } from "./mutants/shared-classes";
import { CORE_JOBS } from "./mutants/spark-core";

/**
 * What the test of an image can leave out where these claims have to fail: words of its variable LEAVE_OUT, each for
 * claims that take long, none of which has to.
 */
export function leftOut(failing: readonly string[], folder: ImageFolder): string {
  const jobs = jobClaimsOf(folder);
  return [
    ...(failing.some((claim) => jobs.includes(claim)) ? [] : ["jobs"]),
    ...(failing.some(isOfArchive) ? [] : ["archive"]),
  ].join(" ");
}

/** What the test of an image claims of the jobs of Spark that it runs; nothing where it runs none, or has no such word. */
function jobClaimsOf(folder: ImageFolder): readonly string[] {
  if (folder.kind === "spark-core") return CORE_JOBS;
  return folder.kind === "runtime" ? claimsOf(folder).jobs : [];
}
