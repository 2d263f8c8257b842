import type { Lock } from "../model/lock";
import type { Matrix } from "../model/matrix";
import type { JdkFolder, Settings, SparkCoreFolder } from "../model/project";
import { entry } from "./entry";
import { jarsAfter, resolveSurgery } from "./jar-surgery";
import { licenseExpression } from "./licenses";
import { referenceOf } from "./settings";

/** Name of the core image of a Spark version. */
export function coreName(spark: string): string {
  return `spark-${spark}-core`;
}

/** One core image for each Spark version. */
export function resolveSparkCores(
  matrix: Matrix,
  lock: Lock,
  settings: Settings,
  jdk: JdkFolder,
): SparkCoreFolder[] {
  const base = { argument: "BASE_IMAGE", stage: "", reference: referenceOf(settings, jdk.name) };
  return matrix.spark.map((spark) => {
    const name = coreName(spark);
    const distribution = entry(lock.spark, spark);
    const surgery = resolveSurgery(matrix, lock, spark);
    const added = surgery.flatMap((operation) => (operation.added ? [operation.added.license] : []));
    return {
      kind: "spark-core",
      name,
      path: `docker/docker-intermediate/${name}`,
      title: `Apache Spark ${spark} on JDK ${jdk.java}`,
      description: `Apache Spark ${spark} on Scala ${distribution.scala} and JDK ${jdk.java}, with the entrypoint for Kubernetes`,
      version: spark,
      licenses: licenseExpression([distribution.license, ...added]),
      parents: [base],
      variants: [{ name: "", reference: referenceOf(settings, name), arguments: {} }],
      spark,
      distribution,
      surgery,
      jars: distribution.jars && jarsAfter(distribution.jars.files, surgery),
    };
  });
}
