import type { JdbcDriversFolder, LockedDriver } from "../../../src/model/project";
import { inTurn } from "../in-turn";
import { configured, type Mutant, type PlannedImage, ran, replacedByPage, truncated } from "../mutant";

const OTHERS = "there is no other jar";

/** Faults of the image with the JDBC drivers, each in the jar of another driver. */
export function jdbcDriversMutants({
  folder: { drivers },
}: PlannedImage<JdbcDriversFolder>): readonly Mutant[] {
  const claims = drivers.map(claimsOf);
  const jarFaults = JAR_FAULTS.flatMap((fault, index) =>
    inTurn(drivers, index).map((driver) => fault(driver.jar.file, claimsOf(driver))),
  );
  return [
    ...jarFaults,
    ran(
      "the notice of licences is gone",
      "rm /opt/jdbc/licenses/LICENSES.md",
      claims.map(({ notice }) => notice),
    ),
    configured(
      "Java is not told of the jars",
      'ENV CLASSPATH=""',
      claims.map(({ found }) => found),
    ),
    configured("JDBC_DRIVERS leads elsewhere", "ENV JDBC_DRIVERS=/opt/spark/jars", [
      "JDBC_DRIVERS names the folder",
    ]),
  ];
}

type DriverClaims = ReturnType<typeof claimsOf>;

/** The faults that the jar of any driver can have. */
const JAR_FAULTS: readonly ((file: string, claims: DriverClaims) => Mutant)[] = [
  (file, { bytes, found, once }) =>
    ran("a jar is gone", `rm /opt/jdbc/${file}`, [bytes, found, once, OTHERS]),
  (file, { bytes, found }) => ran("a jar is truncated", truncated(`/opt/jdbc/${file}`), [bytes, found]),
  (file, { bytes, found }) =>
    ran("a jar is an HTML page", replacedByPage(`/opt/jdbc/${file}`), [bytes, found]),
  (file, { once }) =>
    ran("a driver is not on Spark's class path", `rm /opt/spark/jars/${file}`, [once, OTHERS]),
  (file, { once }) =>
    ran("a driver is on Spark's class path twice", `ln -s ../../jdbc/${file} /opt/spark/jars/twice.jar`, [
      once,
      OTHERS,
    ]),
];

function claimsOf({ title, driverClass, jar: { file } }: LockedDriver) {
  return {
    bytes: `${title}: ${file} has the bytes of the lock`,
    found: `${title}: DriverManager finds ${driverClass} through CLASSPATH; it accepts its own URL only`,
    once: `${title}: Spark has the driver on its class path, once`,
    notice: `${title}: the notice of licences names the driver`,
  };
}
