import type { Knowledge } from "../model/knowledge";

/** Maven coordinates group:artifact:version of Iceberg's runtime jar for a Spark line and Scala version. */
export function icebergRuntimeJar(version: string, line: string, scala: string): string {
  return `org.apache.iceberg:iceberg-spark-runtime-${line}_${scala}:${version}`;
}

/** Maven coordinates of Iceberg's AWS bundle; the plain iceberg-aws jar cannot stand beside the runtime jar. */
export function icebergAwsBundle(version: string): string {
  return `org.apache.iceberg:iceberg-aws-bundle:${version}`;
}

/** Maven coordinates of the file system s3a:// of a Hadoop release. */
export function hadoopAwsJar(version: string): string {
  return `org.apache.hadoop:hadoop-aws:${version}`;
}

/** Maven coordinates of the whole AWS SDK for Java in one jar. */
export function awsSdkBundle(version: string): string {
  return version.startsWith("1.")
    ? `com.amazonaws:aws-java-sdk-bundle:${version}`
    : `software.amazon.awssdk:bundle:${version}`;
}

/** Maven coordinates of the RAPIDS Accelerator for a Scala version. */
export function rapidsJar(version: string, scala: string): string {
  return `com.nvidia:rapids-4-spark_${scala}:${version}`;
}

/** Maven coordinates of a database's JDBC driver; undefined for a database that is not known. */
export function jdbcJar(knowledge: Knowledge, database: string, version: string): string | undefined {
  const driver = knowledge.jdbc.drivers.find((row) => row.database === database);
  return driver && `${driver.group}:${driver.artifact}:${version}`;
}

/** File name of a jar in a Maven repository: artifact-version.jar, or artifact-version-classifier.jar. */
export function jarFile(coordinates: string): string {
  const [, artifact, version, , classifier] = coordinates.split(":");
  return `${artifact}-${version}${classifier === undefined ? "" : `-${classifier}`}.jar`;
}
