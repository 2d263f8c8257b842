import type { JsonPath } from "../model/json-path";
import type { Evidence, Knowledge } from "../model/knowledge";
import { type Problem, show } from "../model/problem";
import { jdbcJar } from "./artifacts";
import { cite } from "./facts";
import { changesOf } from "./jar-surgery";
import { type Rule, type RuleInput, present } from "./rule";
import { runtimeSparks } from "./runtime-sparks";

/** A driver that a Spark gets, and the row that says which database it is for. */
interface Driver {
  readonly database: string;
  readonly coordinates: string;
  readonly path: JsonPath;
  readonly row: Evidence;
}

/** Two drivers for one database with one Spark: which of them answers a URL depends on the order of the class path. */
export const oneDriverPerDatabase: Rule = (input) => {
  const { matrix } = input;
  const withLayer = present(matrix.runtimes).filter(([{ layers }]) => layers?.includes("jdbc-drivers"));
  const layered = new Set(withLayer.flatMap(([runtime]) => [...runtimeSparks(matrix, runtime)]));
  const ofLayer = driversOfLayer(input);
  return present(matrix.spark).flatMap(([spark]) => {
    const drivers = [...(layered.has(spark) ? ofLayer : []), ...driversOfCore(input, spark)];
    return drivers.flatMap((driver, index) => {
      const first = drivers.slice(0, index).find(({ database }) => database === driver.database);
      return first ? [second(input, driver, first)] : [];
    });
  });
};

function driversOfLayer({ matrix, knowledge }: RuleInput): readonly Driver[] {
  return knowledge.jdbc.drivers.flatMap((row): Driver[] => {
    const { database } = row;
    const version = matrix.jdbc?.[database as keyof typeof matrix.jdbc];
    const coordinates = version === undefined ? undefined : jdbcJar(knowledge, database, version);
    return coordinates === undefined ? [] : [{ database, coordinates, path: ["jdbc", database], row }];
  });
}

/** The drivers among the jars that changes add to a Spark core. */
function driversOfCore(input: RuleInput, spark: string): readonly Driver[] {
  if (!input.matrix.jarSurgery) return [];
  return changesOf(input.matrix, spark).flatMap(({ added }): Driver[] => {
    const found = added && driverRow(input.knowledge, added.name);
    return found ? [{ ...found, coordinates: added.name, path: added.path }] : [];
  });
}

/** The row of an artifact that is a driver; undefined of another one. */
export function driverRow(
  { jdbc }: Knowledge,
  coordinates: string,
): Pick<Driver, "database" | "row"> | undefined {
  const [group, artifact] = coordinates.split(":");
  const row =
    jdbc.drivers.find((driver) => driver.group === group && driver.artifact === artifact) ??
    jdbc.alternatives.find((other) => other.package === `${group}:${artifact}`);
  return row && { database: row.database, row };
}

function second({ matrixFile, knowledge }: RuleInput, driver: Driver, first: Driver): Problem {
  const { title } = knowledge.jdbc.drivers.find(({ database }) => database === driver.database) ?? {};
  const instead =
    first.path[0] === "jdbc"
      ? `${show(driver.database)} from $.jdbc`
      : `the change that adds ${first.coordinates}`;
  return matrixFile.problem(
    driver.path,
    `${driver.coordinates} beside ${first.coordinates}: two drivers for ${title}`,
    `one driver for each database ${cite("jdbc", `driver ${artifactOf(driver.coordinates)}`, driver.row)}`,
    `remove this change, or ${instead}`,
  );
}

/** Group and artifact. */
function artifactOf(coordinates: string): string {
  return coordinates.split(":").slice(0, 2).join(":");
}
