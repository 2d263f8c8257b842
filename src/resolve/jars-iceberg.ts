import { icebergAwsBundle, icebergRuntimeJar } from "../check/artifacts";
import { lineOf } from "../check/rule";
import type { JarsIcebergFolder, Settings, Variant } from "../model/project";
import { entry } from "./entry";
import { type JarsInput, common, lockedJar } from "./jars";
import { licenseExpression } from "../model/license";
import { newest } from "./newest";
import { referenceOf } from "./settings";

/** The Iceberg jars, where the matrix has them and a runtime for one of its Spark lines is locked. */
export function resolveJarsIceberg(input: JarsInput): readonly JarsIcebergFolder[] {
  const { matrix, lock } = input;
  const iceberg = matrix.iceberg?.version;
  if (iceberg === undefined) return [];
  const seen = new Set<string>();
  const lines = matrix.spark.flatMap((spark) => {
    const line = lineOf(spark);
    const scala = entry(lock.spark, spark).scala;
    const coordinates = icebergRuntimeJar(iceberg, line, scala);
    if (seen.has(line) || !lock.jars[coordinates]) return [];
    seen.add(line);
    return [{ line, scala, jar: lockedJar(lock, coordinates) }];
  });
  const spark = newest(matrix.spark.filter((version) => seen.has(lineOf(version))));
  if (spark === undefined) return [];
  const bundle = lockedJar(lock, icebergAwsBundle(iceberg));
  return [
    {
      kind: "jars-iceberg",
      ...common(input, "jars-iceberg"),
      title: `Apache Iceberg ${iceberg} for Spark`,
      description: `Apache Iceberg ${iceberg}: the Spark runtime for the chosen Spark line and the AWS bundle, in /opt/spark/jars`,
      version: iceberg,
      licenses: licenseExpression([bundle.license, ...lines.map(({ jar }) => jar.license)]),
      variants: lines
        .map(({ line }) => icebergVariant(input, line, spark))
        .sort((a, b) => a.name.length - b.name.length),
      iceberg,
      spark,
      lines,
      bundle,
    },
  ];
}

function icebergVariant({ matrix, settings }: JarsInput, line: string, byDefault: string): Variant {
  const name = variantName(line, byDefault);
  const spark = newest(matrix.spark.filter((version) => lineOf(version) === line)) ?? byDefault;
  const reference = referenceOf(settings, "jars-iceberg", name);
  return { name, reference, arguments: name ? { SPARK_VERSION: spark } : {} };
}

/** Reference of the Iceberg jars for a Spark version. */
export function icebergReference(settings: Settings, folder: JarsIcebergFolder, spark: string): string {
  return referenceOf(settings, "jars-iceberg", variantName(lineOf(spark), folder.spark));
}

/** What follows the tag for a Spark line; nothing for the line that is built for by default. */
function variantName(line: string, byDefault: string): string {
  return line === lineOf(byDefault) ? "" : `spark-${line}`;
}
