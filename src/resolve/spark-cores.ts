import type { Lock } from "../model/lock";
import type { Matrix } from "../model/matrix";
import type { CoreJar, JarLayer, JdkFolder, Settings, SparkCoreFolder } from "../model/project";
import { lineOf } from "../check/rule";
import { entry } from "./entry";
import { jarsAfter, resolveSurgery } from "./jar-surgery";
import { jarLayers } from "./jar-layers";
import { licenseExpression } from "../model/license";
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
  const contents = matrix.spark.map((spark) => {
    const distribution = entry(lock.spark, spark);
    const surgery = resolveSurgery(matrix, lock, spark);
    const jars = distribution.jars && jarsAfter(distribution.jars.files, surgery);
    return { spark, distribution, surgery, jars };
  });
  const layers = layersOfLines(contents);
  return contents.map(({ spark, distribution, surgery, jars }) => {
    const name = coreName(spark);
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
      jars,
      jarLayers: layers.get(spark) ?? [],
      sharesClasses: settings.linesWithArchive.includes(lineOf(spark)),
    };
  });
}

interface CoreContent {
  readonly spark: string;
  readonly jars: readonly CoreJar[] | undefined;
}

function layersOfLines(cores: readonly CoreContent[]): ReadonlyMap<string, readonly JarLayer[]> {
  const lines = new Map<string, { spark: string; jars: readonly CoreJar[] }[]>();
  for (const { spark, jars } of cores) {
    if (!jars) continue;
    const line = lines.get(lineOf(spark));
    if (line) line.push({ spark, jars });
    else lines.set(lineOf(spark), [{ spark, jars }]);
  }
  return new Map([...lines.values()].flatMap((line) => [...jarLayers(line)]));
}
