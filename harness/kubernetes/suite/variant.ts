import type { Project, RuntimeFolder } from "../../../src/model/project";
import type { Uid } from "./restricted";

/** A Spark and its images. */
export interface Target {
  /** Such as `3.5.8`. */
  readonly spark: string;
  /** The Spark that all of its runtimes are built on. */
  readonly core: string;
  /** With Python, JDBC drivers and Iceberg. */
  readonly python: string;
  /** With the jars of `s3a://`; undefined: the matrix makes none. */
  readonly s3a: string | undefined;
  /** With these jars and Python; undefined: the matrix makes none. */
  readonly s3aPython: string | undefined;
  /** With RAPIDS; undefined: the matrix makes none. */
  readonly gpu: string | undefined;
  readonly isGpuBuilt: boolean;
}

/** What a scenario is played with: a Spark, and the user that all of its pods run as. */
export interface Variant {
  readonly target: Target;
  readonly uid: Uid;
}

/**
 * The newest Spark of each line that the matrix has a runtime with Python for, oldest line first.
 * @param built references of the images that there are
 * @throws Error when there is none
 */
export function targetsOf(
  { folders }: Pick<Project, "folders">,
  built: ReadonlySet<string>,
): readonly Target[] {
  const runtimes = folders.filter((folder) => folder.kind === "runtime");
  const lines = new Map<string, string>();
  for (const { spark } of runtimes.filter(isForPython)) {
    const line = lineOf(spark);
    const known = lines.get(line);
    if (known === undefined || compareVersions(known, spark) < 0) lines.set(line, spark);
  }
  const sparks = [...lines.values()].sort(compareVersions);
  if (sparks.length === 0)
    throw new Error("matrix.json: runtimes: found none with Python, Iceberg and JDBC.");
  return sparks.map((spark) => targetOf(spark, runtimes, built));
}

/** How claims call a variant. */
export function describeVariant({ target, uid }: Variant): string {
  return `Spark ${target.spark}, uid ${uid}`;
}

/** Major and minor of a version, such as `4.1`. */
export function lineOf(version: string): string {
  return version.split(".").slice(0, 2).join(".");
}

function targetOf(spark: string, runtimes: readonly RuntimeFolder[], built: ReadonlySet<string>): Target {
  const same = runtimes.filter((runtime) => runtime.spark === spark);
  const withS3a = same.filter(({ hadoopAws }) => hadoopAws !== undefined);
  const gpu = referenceOf(same.find(({ rapids }) => rapids !== ""));
  const runtime = same.find(isForPython);
  return {
    spark,
    core: runtime?.parents.find(({ stage }) => stage === "")?.reference ?? "",
    python: referenceOf(runtime) ?? "",
    s3a: referenceOf(withS3a.find(({ python }) => python === "") ?? withS3a[0]),
    s3aPython: referenceOf(withS3a.find(({ python }) => python !== "")),
    gpu,
    isGpuBuilt: gpu !== undefined && built.has(gpu),
  };
}

function isForPython({ python, iceberg, rapids, drivers }: RuntimeFolder): boolean {
  return python !== "" && iceberg !== "" && rapids === "" && drivers.length > 0;
}

function referenceOf(runtime: RuntimeFolder | undefined): string | undefined {
  return runtime?.variants[0]?.reference;
}

/** Compares versions by their numbers. */
function compareVersions(one: string, other: string): number {
  return one.localeCompare(other, "en", { numeric: true });
}

/** Every Spark as every user, in an order in which neighbours differ in both. */
export function variantsOf(targets: readonly Target[], uids: readonly Uid[]): readonly Variant[] {
  return uids.flatMap((_, shift) =>
    targets.flatMap((target, index) => {
      const uid = uids[(index + shift) % uids.length];
      return uid === undefined ? [] : [{ target, uid }];
    }),
  );
}
