import { rapidsJar } from "../check/artifacts";
import { lineOf } from "../check/rule";
import { buildFor } from "../model/build-for";
import type { JarsRapidsFolder, RapidsRefusal, Settings } from "../model/project";
import { entry } from "./entry";
import { type JarsInput, common, lockedJar } from "./jars";
import { licenseExpression } from "../model/license";
import { newest } from "./newest";
import { referenceOf } from "./settings";
import { coreName } from "./spark-cores";

/** The RAPIDS Accelerator, where the matrix has it and a jar for one of its Spark versions is locked. */
export function resolveJarsRapids(input: JarsInput): readonly JarsRapidsFolder[] {
  const { matrix, lock, settings, knowledge } = input;
  const rapids = matrix.rapids?.version;
  if (rapids === undefined) return [];
  // A release that nothing is known of has been accepted by hand, for every Spark.
  const row = knowledge.rapids.releases.find(({ release }) => release === lineOf(rapids));
  const scalaOf = (spark: string): string => entry(lock.spark, spark).scala;
  const reasonAgainst = (spark: string): string | undefined => {
    if (row && !row.spark[scalaOf(spark)]?.includes(spark)) return `RAPIDS ${rapids} has no shim for it`;
    const coordinates = rapidsJar(rapids, scalaOf(spark));
    return lock.jars[coordinates]
      ? undefined
      : `${coordinates} is not in lock.json, so its checksum is not known`;
  };
  const served = matrix.spark.filter((spark) => reasonAgainst(spark) === undefined);
  const spark = newest(served);
  if (spark === undefined) return [];
  const builds = [...new Set(served.map(scalaOf))].sort().map((scala) => ({
    scala,
    sparks: served.filter((version) => scalaOf(version) === scala),
    jar: lockedJar(lock, rapidsJar(rapids, scala)),
  }));
  const refused: RapidsRefusal[] = matrix.spark.flatMap((version) => {
    const reason = reasonAgainst(version);
    return reason === undefined ? [] : [{ spark: version, reason }];
  });
  const variantFor = (scala: string): string => (scala === scalaOf(spark) ? "" : `scala-${scala}`);
  return [
    {
      kind: "jars-rapids",
      ...common(input, "jars-rapids"),
      title: `RAPIDS Accelerator ${rapids} for Spark`,
      description: `RAPIDS Accelerator ${rapids} for Apache Spark, for CUDA 12 on amd64, in /opt/spark/jars`,
      version: rapids,
      licenses: licenseExpression(builds.map(({ jar }) => jar.license)),
      variants: builds
        .map(({ scala, sparks }) => ({
          name: variantFor(scala),
          reference: referenceOf(settings, "jars-rapids", variantFor(scala)),
          arguments: variantFor(scala)
            ? { SPARK_VERSION: newest(sparks) ?? spark }
            : ({} as Record<string, string>),
        }))
        .sort((a, b) => a.name.length - b.name.length),
      rapids,
      spark,
      builds,
      coreImages: Object.fromEntries(
        served.map((version) => [version, referenceOf(settings, coreName(version))]),
      ),
      refused,
    },
  ];
}

/** Reference of the RAPIDS jar for a Spark version. */
export function rapidsReference(settings: Settings, folder: JarsRapidsFolder, spark: string): string {
  const build = buildFor(folder.builds, spark);
  const byDefault = buildFor(folder.builds, folder.spark);
  return referenceOf(settings, "jars-rapids", build === byDefault ? "" : `scala-${build?.scala}`);
}
