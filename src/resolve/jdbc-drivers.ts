import { jdbcJar } from "../check/artifacts";
import type { JdbcDriversFolder } from "../model/project";
import { type JarsInput, common, lockedJar } from "./jars";
import { licenseExpression } from "../model/license";
import { referenceOf } from "./settings";

/** The JDBC drivers, where the matrix has some. */
export function resolveJdbcDrivers(input: JarsInput): readonly JdbcDriversFolder[] {
  const { matrix, lock, settings, knowledge } = input;
  if (!matrix.jdbc) return [];
  const versions: Readonly<Record<string, string | undefined>> = { ...matrix.jdbc };
  const drivers = knowledge.jdbc.drivers.flatMap((driver) => {
    const version = versions[driver.database];
    const coordinates = version === undefined ? undefined : jdbcJar(knowledge, driver.database, version);
    return coordinates === undefined ? [] : [{ ...driver, jar: lockedJar(lock, coordinates) }];
  });
  return [
    {
      kind: "jdbc-drivers",
      ...common(input, "jdbc-drivers"),
      title: "JDBC drivers for Spark",
      description: `JDBC drivers in /opt/jdbc: ${drivers.map(({ title, jar }) => `${title} ${jar.coordinates.split(":")[2]}`).join(", ")}`,
      version: settings.tag,
      licenses: licenseExpression(drivers.map(({ jar }) => jar.license)),
      variants: [{ name: "", reference: referenceOf(settings, "jdbc-drivers"), arguments: {} }],
      drivers,
    },
  ];
}
