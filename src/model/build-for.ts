import { oncePer } from "./once-per";

/** A build of a layer that chooses by Spark version, and the Spark versions that it serves. */
interface Build {
  readonly sparks: readonly string[];
}

/** The build that serves a Spark; undefined where none does. */
export function buildFor<T extends Build>(builds: readonly T[], spark: string): T | undefined {
  return buildsBySpark(builds).get(spark) as T | undefined;
}

const buildsBySpark = oncePer<readonly Build[], ReadonlyMap<string, Build>>(
  (builds) => new Map(builds.flatMap((build) => build.sparks.map((spark) => [spark, build]))),
);
