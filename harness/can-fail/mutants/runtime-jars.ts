import type { LockedDriver, RuntimeFolder } from "../../../src/model/project";
import { type Mutant, ran, replacedByPage, truncated } from "../mutant";
import { type Claims, foundClaims, S3_CLIENT, S3A_CLASSES, SQL_ENDS } from "./runtime-claims";
import { RUNTIME_ARCHIVE } from "./shared-classes";

const JARS = "/opt/spark/jars";

/** Faults of a runtime's JDBC drivers. */
export function driverMutants(
  { python, drivers, hadoopAws, sharesClasses }: RuntimeFolder,
  driver: LockedDriver,
): readonly Mutant[] {
  const { file } = driver.jar;
  // A job of SQL ends at the first driver that it does not find, and does nothing of what comes then.
  const found = python
    ? foundClaims(driver, python)
    : [
        SQL_ENDS,
        ...drivers.slice(drivers.indexOf(driver)).flatMap((other) => foundClaims(other, python)),
        ...(hadoopAws ? [S3A_CLASSES] : []),
      ];
  const onExecutors = python ? found.slice(-1) : found;
  const once = `${driver.title}: its jar is on the class path once`;
  const settings = `echo 'spark.driver.extraClassPath /opt/other/${file}' >/opt/spark/conf/spark-defaults.conf`;
  return [
    ran("a JDBC driver's jar is gone", `rm /opt/jdbc/${file}`, [...found, once]),
    ran("a JDBC driver's jar is an HTML page", replacedByPage(`/opt/jdbc/${file}`), found),
    ran(
      "a JDBC driver is missing on the executors",
      `mkdir /opt/other && mv /opt/jdbc/${file} /opt/other/ && ${settings}`,
      // Jars before those of Spark are none of the archive's.
      [...onExecutors, once, ...(sharesClasses ? RUNTIME_ARCHIVE.driver : [])],
    ),
  ];
}

/** Faults of a runtime's Iceberg. */
export function icebergMutants({ python }: RuntimeFolder, { iceberg }: Claims): readonly Mutant[] {
  const runtime = `${JARS}/iceberg-spark-runtime-*.jar`;
  return [
    ran("Iceberg is truncated", truncated(runtime), iceberg),
    ...(python
      ? [ran("Iceberg's bundle for AWS is gone", `rm ${JARS}/iceberg-aws-bundle-*.jar`, [S3_CLIENT])]
      : []),
  ];
}
