import type { JsonPath } from "../model/json-path";
import { cite } from "./facts";
import { changesOf } from "./jar-surgery";
import { layerJars } from "./layer-jars";
import { type Rule, type RuleInput, list, present } from "./rule";
import { runtimeSparks } from "./runtime-sparks";

/** Runtimes that would have the classes of an AWS SDK for Java twice. Version 1 and version 2 have different packages. */
export const oneAwsSdk: Rule = (input) => {
  const { matrix, matrixFile } = input;
  return present(matrix.runtimes).flatMap(([runtime, index]) =>
    [...runtimeSparks(matrix, runtime)].flatMap((spark) => {
      const jars = sdkJars(input, index, spark);
      return ([1, 2] as const).flatMap((generation) => {
        const [first, ...others] = jars.filter((jar) => jar.generation === generation);
        const second = others.find((other) => first && clash(first.coordinates, other.coordinates));
        if (!first || !second) return [];
        const found = `${second.coordinates} beside ${first.coordinates} with Spark ${spark}: the AWS SDK for Java ${generation} twice`;
        return matrixFile.problem(second.path, found, allowedFor(input, generation), fixFor(second));
      });
    }),
  );
};

function allowedFor({ knowledge: { iceberg, spark } }: RuleInput, generation: SdkJar["generation"]): string {
  if (generation === 1) return "one AWS SDK of a generation";
  const [row] = iceberg.awsSdk;
  const hadoops = spark.s3a.filter(({ jars }) => jars.some((jar) => generationOf(jar) === 1));
  const lines = spark.bundled.filter(({ hadoop }) => hadoops.some((other) => other.hadoop === hadoop));
  const known =
    row &&
    `; iceberg-aws-bundle ${row.release} holds SDK ${row.sdk} ${cite("iceberg", `awsSdk of ${row.release}`, row)}`;
  return `one AWS SDK of a generation${known ?? ""}; Iceberg goes with the hadoop-aws of Spark ${list(lines.map(({ line }) => line))}, whose SDK is of generation 1`;
}

function fixFor({ path }: SdkJar): string {
  return path[0] === "jarSurgery"
    ? "remove this change, or the layer that has the other one"
    : "make two runtimes of it, each with a variant of its own and one of the two";
}

interface SdkJar {
  readonly coordinates: string;
  /** Major version of the SDK that it holds. */
  readonly generation: 1 | 2;
  readonly path: JsonPath;
}

/** The jars of a runtime that hold an AWS SDK: of its layers, and of the changes to its core. */
function sdkJars(input: RuleInput, index: number, spark: string): readonly SdkJar[] {
  const { matrix } = input;
  const ofLayers = present(matrix.runtimes?.[index]?.layers).flatMap(([layer, place]) =>
    layerJars(input, layer, spark).map((coordinates) => {
      return { coordinates, path: ["runtimes", index, "layers", place] };
    }),
  );
  const ofCore = changesOf(matrix, spark).flatMap(({ added }) =>
    added ? [{ coordinates: added.name, path: added.path }] : [],
  );
  return [...ofLayers, ...ofCore].flatMap((jar) => {
    const generation = generationOf(jar.coordinates);
    return generation === undefined ? [] : [{ ...jar, generation }];
  });
}

function generationOf(coordinates: string): SdkJar["generation"] | undefined {
  const [group, artifact = ""] = coordinates.split(":");
  if (group === "com.amazonaws" && artifact.startsWith("aws-java-sdk")) return 1;
  return group === "software.amazon.awssdk" || artifact === "iceberg-aws-bundle" ? 2 : undefined;
}

/** Single services of one SDK go together; a bundle has the classes of all of them. */
function clash(one: string, other: string): boolean {
  const version = (coordinates: string): string | undefined => coordinates.split(":")[2];
  return [one, other].some((jar) => /:([a-z-]+-)?bundle:/.test(jar)) || version(one) !== version(other);
}
