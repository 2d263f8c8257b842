import { awsSdkBundle, hadoopAwsJar } from "./artifacts";
import { type RuleInput, lineOf } from "./rule";

/** The jars that make s3a:// work with a Spark. */
export interface HadoopAws {
  /** Release of the Hadoop that is bundled with the Spark. */
  readonly hadoop: string;
  /** Maven coordinates: hadoop-aws first, then the AWS SDK, then what else hadoop-aws needs. */
  readonly jars: readonly string[];
}

/**
 * The jars for the Hadoop that is bundled with a Spark: those that are known of it, or those of the matrix; undefined
 * where nothing is known and the matrix names none.
 */
export function hadoopAwsOf(
  { matrix, lock, knowledge }: Pick<RuleInput, "matrix" | "lock" | "knowledge">,
  spark: string,
): HadoopAws | undefined {
  const hadoop = lock.spark?.[spark]?.hadoop;
  if (hadoop === undefined) return undefined;
  const known = knowledge.spark.s3a.find((row) => row.hadoop === hadoop);
  const { version, awsSdk } = matrix.hadoopAws?.[lineOf(spark)] ?? {};
  if (version === undefined || awsSdk === undefined) return known && { hadoop, jars: known.jars };
  const named = [hadoopAwsJar(version), awsSdkBundle(awsSdk)];
  return { hadoop, jars: known && named.every((jar) => known.jars.includes(jar)) ? known.jars : named };
}
