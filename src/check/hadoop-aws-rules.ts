import type { JsonPath } from "../model/json-path";
import { type Problem, show } from "../model/problem";
import type { S3AJars } from "../model/compatibility/spark";
import { awsSdkBundle, hadoopAwsJar } from "./artifacts";
import { cite, knownIn, rowToAdd } from "./facts";
import { hadoopAwsOf } from "./hadoop-aws";
import { type Rule, type RuleInput, lineOf, list, present } from "./rule";
import { sparksWithLayer } from "./runtime-sparks";

/** Runtimes with s3a:// for a Hadoop of which nobody said which jars go with it. */
export const hadoopAwsIsKnown: Rule = (input) => {
  const { matrix, matrixFile, lock, knowledge } = input;
  return sparksWithLayer(input, "jars-hadoop-aws").flatMap(({ spark, path }) => {
    const hadoop = lock.spark?.[spark]?.hadoop;
    const line = lineOf(spark);
    if (hadoop === undefined || hadoopAwsOf(input, spark) || matrix.hadoopAws?.[line]) return [];
    const found = `"jars-hadoop-aws" with the Hadoop ${hadoop} of Spark ${spark}, of which no jars are known`;
    const allowed = knownIn(
      "spark",
      "s3a",
      knowledge.spark.s3a.map((row) => row.hadoop),
    );
    const row = rowToAdd("spark", "s3a", { hadoop, jars: undefined });
    return matrixFile.problem(
      path,
      found,
      allowed,
      `${row}, or say the versions in $.hadoopAws[${show(line)}]`,
    );
  });
};

/** A hadoop-aws of another release than the bundled Hadoop, whose classes it is built against. */
export const hadoopAwsFitsHadoop: Rule = (input) =>
  present(input.matrix.spark).flatMap(([spark]) => {
    const line = lineOf(spark);
    const version = input.matrix.hadoopAws?.[line]?.version;
    return version === undefined
      ? []
      : misfit(input, spark, { version, path: ["hadoopAws", line, "version"] });
  });

function misfit(
  { matrixFile, lock, knowledge }: RuleInput,
  spark: string,
  { version, path }: { version: string; path: JsonPath },
): readonly Problem[] {
  const hadoop = lock.spark?.[spark]?.hadoop;
  if (hadoop === undefined || hadoop === version) return [];
  const row = knowledge.spark.s3a.find((other) => other.hadoop === hadoop);
  const others = knowledge.spark.bundled.filter((other) => other.hadoop === version).map(({ line }) => line);
  const found = `hadoop-aws ${version} with the Hadoop ${hadoop} of Spark ${spark}`;
  const allowed = `hadoop-aws ${hadoop}${row ? ` ${citeRow(row)}` : ", the release of that Hadoop"}; with hadoop-aws ${version}: Spark ${list(others)}`;
  return [matrixFile.problem(path, found, allowed, `take ${hadoopAwsJar(hadoop)}`)];
}

function citeRow(row: S3AJars): string {
  return cite("spark", `s3a of ${row.hadoop}`, row);
}

/** An AWS SDK other than the one that hadoop-aws is built with. */
export const awsSdkFitsHadoopAws: Rule = ({ matrix, matrixFile, lock, knowledge }) =>
  present(matrix.spark).flatMap(([spark]) => {
    const line = lineOf(spark);
    const { version, awsSdk } = matrix.hadoopAws?.[line] ?? {};
    const row = knowledge.spark.s3a.find(({ hadoop }) => hadoop === lock.spark?.[spark]?.hadoop);
    if (awsSdk === undefined || !row || version !== row.hadoop || row.jars.includes(awsSdkBundle(awsSdk)))
      return [];
    const found = `${awsSdkBundle(awsSdk)} with hadoop-aws ${version} of Spark ${spark}`;
    const allowed = `${row.jars[1]}, which hadoop-aws ${version} is built with ${citeRow(row)}`;
    const fix = `write ${show(row.jars[1]?.split(":")[2])}, or leave $.hadoopAws[${show(line)}] out`;
    return matrixFile.problem(["hadoopAws", line, "awsSdk"], found, allowed, fix);
  });
