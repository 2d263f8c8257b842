import { hadoopAwsOf } from "../check/hadoop-aws";
import { buildFor } from "../model/build-for";
import type { HadoopAwsBuild, JarsHadoopAwsFolder, Settings, Variant } from "../model/project";
import { type JarsInput, common, lockedJar } from "./jars";
import { licenseExpression } from "../model/license";
import { newest } from "./newest";
import { referenceOf } from "./settings";

/** The jars of s3a://, where a runtime asks for them, for each Spark of the matrix whose jars are locked. */
export function resolveJarsHadoopAws(input: JarsInput): readonly JarsHadoopAwsFolder[] {
  const { matrix, settings } = input;
  if (!matrix.runtimes.some(({ layers }) => layers.includes("jars-hadoop-aws"))) return [];
  const builds = resolveBuilds(input);
  const spark = newest(builds.flatMap(({ sparks }) => sparks));
  if (spark === undefined) return [];
  const releases = builds.map(({ hadoop }) => hadoop).join(" or ");
  return [
    {
      kind: "jars-hadoop-aws",
      ...common(input, "jars-hadoop-aws"),
      title: "hadoop-aws for Spark",
      description: `hadoop-aws ${releases}, by the Hadoop of the chosen Spark, with the AWS SDK that it is built with, in /opt/spark/jars`,
      version: settings.tag,
      licenses: licenseExpression(builds.flatMap(({ jars }) => jars.map(({ license }) => license))),
      variants: builds
        .map((build) => variantFor(settings, build, spark))
        .sort((a, b) => a.name.length - b.name.length),
      spark,
      builds,
    },
  ];
}

function resolveBuilds(input: JarsInput): readonly HadoopAwsBuild[] {
  const { matrix, lock } = input;
  const wanted = matrix.spark.flatMap((spark) => {
    const found = hadoopAwsOf(input, spark);
    return found?.jars.every((jar) => lock.jars[jar]) ? [{ spark, ...found }] : [];
  });
  return [...new Map(wanted.map((found) => [found.hadoop, found])).values()].map(({ hadoop, jars }) => ({
    hadoop,
    sparks: wanted.filter((other) => other.hadoop === hadoop).map(({ spark }) => spark),
    jars: jars.map((coordinates) => lockedJar(lock, coordinates)),
  }));
}

function variantFor(settings: Settings, build: HadoopAwsBuild, byDefault: string): Variant {
  const name = build.sparks.includes(byDefault) ? "" : variantName(build);
  const reference = referenceOf(settings, "jars-hadoop-aws", name);
  return { name, reference, arguments: name ? { SPARK_VERSION: newest(build.sparks) ?? byDefault } : {} };
}

/** Reference of the jars of s3a:// for a Spark version. */
export function hadoopAwsReference(settings: Settings, folder: JarsHadoopAwsFolder, spark: string): string {
  const build = buildFor(folder.builds, spark);
  const isDefault = !build || build === buildFor(folder.builds, folder.spark);
  return referenceOf(settings, "jars-hadoop-aws", isDefault ? "" : variantName(build));
}

/** What follows the tag for a Hadoop release that is not the one that is built for by default. */
function variantName({ hadoop }: HadoopAwsBuild): string {
  return `hadoop-${hadoop}`;
}
