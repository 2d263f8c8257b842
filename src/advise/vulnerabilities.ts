import { list } from "../check/rule";
import { formatPath } from "../model/json-path";
import type { JdbcVulnerability } from "../model/compatibility/jdbc";
import type { Knowledge } from "../model/knowledge";
import type { Matrix } from "../model/matrix";
import { oncePer } from "../model/once-per";
import type { Project } from "../model/project";
import type { SparkPatch } from "./distributions";
import type { Part, Vulnerability } from "./finding";
import { holdersOfSparks } from "./holders";
import { lockedJars } from "./locked-jars";
import { replacementWay, triedFor } from "./replacements";
import { sparkJars } from "./spark-jars";
import { type Planned, Trial } from "./trial";
import { isAffected, nearestFix } from "./versions";
import { sparkWay, waysText } from "./ways";

/** A row of `compatibility/` about a vulnerability; the three tables of them have one shape. */
type Row = JdbcVulnerability;

/** What to do about a row for a part; `target` is the nearest version with the fix. */
type WayTo = (row: Row, part: Part, target: string | null) => string;

/** The known vulnerabilities of every part at its pinned version. */
export function vulnerabilities(project: Planned, knowledge: Knowledge): readonly Vulnerability[] {
  const { jdbc, vulnerabilities: facts } = knowledge;
  const trial = new Trial(project.parsed, knowledge);
  const sparks = sparkParts(project);
  const jars = lockedJars(project).map(({ name, version, images }) => ({ name, version, images }));
  const ofSparks = sparkJars(project, new Set(facts.jars.map((row) => row.package)));
  return [
    ...found(facts.spark, () => sparks, wayToSpark(knowledge, trial)),
    ...found(
      jdbc.vulnerabilities,
      (row) => jars.filter(({ name }) => name === row.package),
      wayToDriver(knowledge, trial),
    ),
    ...found(facts.jars, (row) => ofSparks.get(row.package) ?? [], wayToSparkJar(knowledge, trial)).map(
      (finding) => ({
        ...finding,
        tried: (finding.part.bundled ?? []).flatMap((place) => triedFor(knowledge, place)),
      }),
    ),
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
        const wayOut = wayTo(row, part, target);
        const kind = "vulnerability";
        return {
          kind,
          id,
          part,
          stated,
          summary,
          fixed,
          fixedIn,
          cleanFrom,
          wayOut,
          tried: [],
          evidence: row,
        };
      });
  });
}

const NO_FIX = "no fixed version is published";

function wayToSpark(knowledge: Knowledge, trial: Trial): WayTo {
  return (row, { version }, target) =>
    target === null
      ? NO_FIX
      : sparkWay(knowledge, trial, version, (patch) => !isAffected(patch.version, row));
}

/** The way to a jar of each Spark that has it: a patch of Spark first, then what a job has run with. */
function wayToSparkJar(knowledge: Knowledge, trial: Trial): WayTo {
  const rangesOf = (artifact: string): readonly Row[] =>
    rowsOf(knowledge.vulnerabilities.jars).get(artifact) ?? [];
  return (row, { bundled = [] }, target) => {
    if (target === null) return NO_FIX;
    const artifact = row.package.slice(row.package.indexOf(":") + 1);
    const hasFix = ({ artifacts }: SparkPatch): boolean =>
      (artifacts.get(artifact) ?? []).every((version) => !isAffected(version, row));
    const sparksByWay = new Map<string, string[]>();
    for (const place of bundled) {
      const way = `${sparkWay(knowledge, trial, place.spark, hasFix)}; ${replacementWay(knowledge, trial, place, rangesOf)}`;
      sparksByWay.set(way, [...(sparksByWay.get(way) ?? []), place.spark]);
    }
    if (sparksByWay.size < 2) return [...sparksByWay.keys()].join("");
    return [...sparksByWay].map(([way, sparks]) => `Spark ${list(new Set(sparks))}: ${way}`).join(". ");
  };
}

/** The rows about each artifact, by its name without a group. */
const rowsOf = oncePer<readonly Row[], ReadonlyMap<string, readonly Row[]>>((rows) => {
  const artifactOf = (row: Row): string => row.package.slice(row.package.indexOf(":") + 1);
  const artifacts = new Set(rows.map(artifactOf));
  return new Map([...artifacts].map((name) => [name, rows.filter((row) => artifactOf(row) === name)]));
});

function wayToDriver({ jdbc }: Knowledge, trial: Trial): WayTo {
  return (row, _, target) => {
    if (target === null) return NO_FIX;
    const driver = jdbc.drivers.find(({ group, artifact }) => `${group}:${artifact}` === row.package);
    if (!driver) return `take ${target} of ${row.package}`;
    const { database } = driver;
    const moved = (matrix: Matrix): Matrix => ({ ...matrix, jdbc: { ...matrix.jdbc, [database]: target } });
    const path = formatPath(["jdbc", database]);
    return waysText(
      [{ name: target, objections: trial.against(moved) }],
      (name) => `take ${name} in ${path}`,
    );
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
