import { createHash } from "node:crypto";
import { jarFile } from "../../src/check/artifacts";
import { lineOf } from "../../src/check/rule";
import type { Jar, Lock, PythonBuild, SparkDistribution } from "../../src/model/lock";
import type { Matrix } from "../../src/model/matrix";
import { MODELS, PYTHONS } from "./matrix";

/**
 * The lock of a synthetic matrix: distributions with the whole jar list of the version that they are copied from, wheels
 * for each Python, a jar for each change. The checksums of what does not exist are those of its name.
 */
export function syntheticLock(lock: Lock, { spark, jarSurgery = [] }: Matrix): Lock {
  const [first, second] = PYTHONS;
  const build = lock.python[first] as PythonBuild;
  const changes = jarSurgery.flatMap((surgery) =>
    [surgery.with, surgery.add].filter((jar) => jar !== undefined),
  );
  return {
    ...lock,
    spark: Object.fromEntries(spark.map((version) => [version, distribution(lock, version)])),
    jars: {
      ...lock.jars,
      ...Object.fromEntries(changes.map((coordinates) => [coordinates, jar(coordinates)])),
    },
    python: { ...lock.python, [second]: withVersion(build, `${second}.0`) },
    wheels: { ...lock.wheels, [second]: lock.wheels[first] as Lock["wheels"][string] },
  };
}

/** A Python like another one, in the names of its files too. */
function withVersion(build: PythonBuild, version: string): PythonBuild {
  return JSON.parse(JSON.stringify(build).replaceAll(build.version, version)) as PythonBuild;
}

/** A distribution like that of its line: Spark's own jars have its version, all others are the same files. */
function distribution({ spark }: Lock, version: string): SparkDistribution {
  const model = MODELS[lineOf(version)] ?? "";
  const copied = spark[model];
  if (!copied?.jars) throw new Error(`the lock has no jar list of Spark ${model}`);
  const files = Object.entries(copied.jars.files).map(([file, sha256]) => {
    const own = file.replace(`-${model}`, `-${version}`);
    return [own, own === file ? sha256 : checksum("sha256", own)];
  });
  return {
    ...copied,
    file: `spark-${version}-bin-hadoop3.tgz`,
    sha512: checksum("sha512", version),
    sources: copied.sources?.map((source) => source.replaceAll(model, version)) ?? [],
    jars: { ...copied.jars, files: Object.fromEntries(files) },
  };
}

function jar(coordinates: string): Jar {
  const sha256 = checksum("sha256", coordinates);
  return {
    file: jarFile(coordinates),
    sha256,
    size: null,
    license: "Apache-2.0",
    verified: { by: "download" },
  };
}

function checksum(algorithm: "sha256" | "sha512", name: string): string {
  return createHash(algorithm).update(name).digest("hex");
}
