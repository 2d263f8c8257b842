import { formatPath } from "../model/json-path";
import type { JdbcVulnerability } from "../model/compatibility/jdbc";
import type { Knowledge } from "../model/knowledge";
import type { Project } from "../model/project";
import type { Part, Vulnerability } from "./finding";
import { holdersOfSparks } from "./holders";
import { lockedJars } from "./locked-jars";
import { sparkJars } from "./spark-jars";
import { isAffected, nearestFix } from "./versions";

/** A row of `compatibility/` about a vulnerability; the three tables of them have one shape. */
type Row = JdbcVulnerability;

/** What to do to get a version of a part. */
type WayTo = (version: string, row: Row) => string;

/** The known vulnerabilities of every part at its pinned version. */
export function vulnerabilities(project: Project, knowledge: Knowledge): readonly Vulnerability[] {
  const { jdbc, vulnerabilities: facts } = knowledge;
  const sparks = sparkParts(project);
  const jars = lockedJars(project).map(({ name, version, images }) => ({ name, version, images }));
  const ofSparks = sparkJars(project, new Set(facts.jars.map((row) => row.package)));
  return [
    ...found(facts.spark, () => sparks, wayToSpark),
    ...found(
      jdbc.vulnerabilities,
      (row) => jars.filter(({ name }) => name === row.package),
      wayToDriver(knowledge),
    ),
    ...found(facts.jars, (row) => ofSparks.get(row.package) ?? [], wayToSparkJar),
  ];
}

function found(
  rows: readonly Row[],
  partsFor: (row: Row) => readonly Part[],
  wayTo: WayTo,
): readonly Vulnerability[] {
  return rows.flatMap((row) => {
    const ofPackage = rows.filter((other) => other.package === row.package);
    return partsFor(row)
      .filter(({ version }) => isAffected(version, row))
      .map((part) => {
        const { id, severity: stated, summary, fixed } = row;
        const fixedIn = nearestFix(part.version, [row]);
        const cleanFrom = nearestFix(part.version, ofPackage);
        const target = cleanFrom ?? fixedIn;
        const wayOut = target === null ? "no fixed version is published" : wayTo(target, row);
        const kind = "vulnerability";
        return { kind, id, part, stated, summary, fixed, fixedIn, cleanFrom, wayOut, evidence: row };
      });
  });
}

const wayToSpark: WayTo = (version) => `take ${version} in $.spark, then npx projen lock`;

const wayToSparkJar: WayTo = (version) =>
  `replace the jar by ${version} in $.jarSurgery, or take a Spark that brings it`;

function wayToDriver({ jdbc }: Knowledge): WayTo {
  return (version, row) => {
    const driver = jdbc.drivers.find(({ group, artifact }) => `${group}:${artifact}` === row.package);
    const path = formatPath(["jdbc", driver?.database ?? row.package]);
    return `take ${version} in ${path}, then npx projen lock`;
  };
}

function sparkParts(project: Project): readonly Part[] {
  const versions = project.folders.flatMap((folder) => (folder.kind === "spark-core" ? [folder.spark] : []));
  return versions.map((version) => ({
    name: "Spark",
    version,
    images: holdersOfSparks(project, [version]),
  }));
}
