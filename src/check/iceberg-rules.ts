import { valid } from "semver";
import type { IcebergRuntime } from "../model/compatibility/iceberg";
import { type Problem, show } from "../model/problem";
import { cite, knownIn, missingFact, rowToAdd } from "./facts";
import { compareVersions, either, neighbours } from "./nearest";
import { type Rule, type RuleInput, lineOf } from "./rule";
import { type SparkWithLayer, sparksWithLayer } from "./runtime-sparks";
import { workingBases } from "./working-bases";

/** Whether a version can be compared: major.minor.patch as semantic versioning has them. */
function isRelease(version: string): boolean {
  return /^[\d.]+$/.test(version) && valid(version) !== null;
}

/** An Iceberg version that is none, or newer than the data. */
export const icebergIsKnown: Rule = ({ matrix, matrixFile, knowledge }) => {
  const version = matrix.iceberg?.version;
  const path = ["iceberg", "version"];
  if (version === undefined) return [];
  if (!isRelease(version)) {
    const allowed = "an Iceberg release, major.minor.patch, such as 1.12.0";
    return [matrixFile.problem(path, show(version), allowed, "write it as in 1.12.0")];
  }
  const newest = knowledge.iceberg.newest[0];
  if (!newest || compareVersions(version, newest.release) <= 0) return [];
  return [
    missingFact(matrixFile, path, {
      rule: "iceberg-release",
      for: `iceberg ${version}`,
      found: `${show(version)}, newer than what is known`,
      allowed: `Iceberg up to ${newest.release} ${cite("iceberg", "newest", newest)}`,
      add: `hold the rows of compatibility/iceberg.json against it and write it in $.newest with its source`,
      instead: `take ${newest.release}`,
    }),
  ];
};

/** An Iceberg release that needs a newer Java. */
export const icebergFitsJava: Rule = (input) => {
  const { matrix, matrixFile, knowledge } = input;
  const version = releaseOf(input);
  const java = matrix.java?.version;
  const need = version && knowledge.iceberg.java.findLast(({ from }) => compareVersions(version, from) >= 0);
  if (java === undefined || !need || java >= need.java) return [];
  return [
    matrixFile.problem(
      ["iceberg", "version"],
      `${show(version)} on Java ${java}`,
      `Java ${need.java} or newer from Iceberg ${need.from} on ${cite("iceberg", `java from ${need.from}`, need)}`,
      `${workingBases(input)}, or take an Iceberg before ${need.from}`,
    ),
  ];
};

/** Runtimes with Iceberg for a Spark line that the release has no runtime for. */
export const icebergHasRuntime: Rule = (input) => {
  const version = releaseOf(input);
  if (version === undefined) return [];
  return sparksWithLayer(input, "jars-iceberg").flatMap((place) => {
    const rows = input.knowledge.iceberg.runtimes.filter((row) => row.line === lineOf(place.spark));
    const row = rows.find(({ scala }) => scala.includes(place.scala)) ?? rows[0];
    if (!row) return [withoutRow(input, version, place)];
    const fits = row.scala.includes(place.scala) && isWithin(version, row);
    return fits ? [] : [withoutRuntime(input, version, row, place)];
  });
};

function releaseOf({ matrix }: RuleInput): string | undefined {
  const version = matrix.iceberg?.version;
  return version !== undefined && isRelease(version) ? version : undefined;
}

function isWithin(version: string, { first, last }: IcebergRuntime): boolean {
  return compareVersions(version, first) >= 0 && (last === null || compareVersions(version, last) <= 0);
}

function withoutRuntime(
  { matrixFile, knowledge }: RuleInput,
  version: string,
  row: IcebergRuntime,
  { spark, scala, path }: SparkWithLayer,
): Problem {
  const newest = row.last ?? knowledge.iceberg.newest[0]?.release ?? row.first;
  const nearest = compareVersions(version, row.first) < 0 ? row.first : newest;
  const lines = knowledge.iceberg.runtimes.filter((other) => isWithin(version, other));
  return matrixFile.problem(
    path,
    `"jars-iceberg" ${version} with Spark ${spark} on Scala ${scala}`,
    `Iceberg ${row.first} to ${newest} with Spark ${row.line} on Scala ${either(row.scala)} ${cite("iceberg", `runtime of ${row.line}`, row)}`,
    `set $.iceberg.version to ${nearest}, or take a Spark of ${either(lines.map(({ line }) => line))}`,
  );
}

/** A Spark line that has no runtime, or of which it is not known. */
function withoutRow(input: RuleInput, version: string, { spark, scala, path }: SparkWithLayer): Problem {
  const { matrixFile, knowledge } = input;
  const line = lineOf(spark);
  const lines = knowledge.iceberg.runtimes.map((row) => row.line);
  const none = knowledge.iceberg.withoutRuntime.find((row) => row.line === line);
  const instead = `take Spark ${either(neighbours(line, lines))}`;
  if (none && compareVersions(version, none.checked) <= 0) {
    return matrixFile.problem(
      path,
      `"jars-iceberg" ${version} with Spark ${spark}, which Iceberg has no runtime for`,
      `a Spark of ${either(lines)} ${cite("iceberg", `without runtime ${line}`, none)}`,
      `${instead}, or remove "jars-iceberg" from this runtime`,
    );
  }
  return missingFact(matrixFile, path, {
    rule: "iceberg-spark",
    for: `iceberg ${version} with spark ${line}`,
    found: `"jars-iceberg" ${version} with Spark ${spark}, of which nothing is known`,
    allowed: knownIn("iceberg", "runtimes", lines),
    add: rowToAdd("iceberg", "runtimes", { line, scala: [scala], first: undefined, last: undefined }),
    instead,
  });
}
