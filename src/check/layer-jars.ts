import type { Layer } from "../model/matrix";
import { icebergAwsBundle, icebergRuntimeJar, jdbcJar, rapidsJar } from "./artifacts";
import { hadoopAwsOf } from "./hadoop-aws";
import { type RuleInput, lineOf } from "./rule";
import { scalaOf } from "./runtime-sparks";

/** Maven coordinates of the jars that a layer brings for a Spark; those that could not be decided are missing. */
export function layerJars(input: RuleInput, layer: Layer, spark: string): readonly string[] {
  return JARS_OF[layer](input, spark);
}

const JARS_OF: Readonly<Record<Layer, (input: RuleInput, spark: string) => readonly string[]>> = {
  "python-deps": () => [],
  "jdbc-drivers": ({ matrix, knowledge }) =>
    Object.entries(matrix.jdbc ?? {}).flatMap(([database, version]) =>
      version === undefined ? [] : (jdbcJar(knowledge, database, version) ?? []),
    ),
  "jars-hadoop-aws": (input, spark) => hadoopAwsOf(input, spark)?.jars ?? [],
  "jars-iceberg": (input, spark) => {
    const version = input.matrix.iceberg?.version;
    const scala = scalaOf(input, spark);
    if (version === undefined || scala === undefined) return [];
    return [icebergRuntimeJar(version, lineOf(spark), scala), icebergAwsBundle(version)];
  },
  "jars-rapids": (input, spark) => {
    const version = input.matrix.rapids?.version;
    const scala = scalaOf(input, spark);
    return version === undefined || scala === undefined ? [] : [rapidsJar(version, scala)];
  },
};
