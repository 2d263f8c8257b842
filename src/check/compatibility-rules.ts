import { gte, lte, valid } from "semver";
import { show, type Problem } from "../model/problem";
import { type Rule, type RuleInput, held, lineOf, list, present } from "./rule";
import { runtimeSparks, scalaOf } from "./runtime-sparks";

/** Spark versions of a line that nothing is known of, on a Java it does not run on, or built with another Scala. */
export const sparkLinesAreKnown: Rule = ({ matrix, matrixFile, lock, lockFile, knowledge }) =>
  present(matrix.spark).flatMap(([version, index]) => {
    const known = knowledge.spark.java.find(({ line }) => line === lineOf(version));
    const builds = knowledge.spark.scala.find(({ line }) => line === lineOf(version));
    const lines = list(knowledge.spark.java.map(({ line }) => line));
    if (!known) {
      const fix = `add a row for ${lineOf(version)} to compatibility/spark.json or take another version`;
      return matrixFile.problem(
        ["spark", index],
        show(version),
        `the Spark lines that are known: ${lines}`,
        fix,
      );
    }
    return [...javaProblems(), ...scalaProblems()];

    function javaProblems(): Problem[] {
      const java = matrix.java?.version;
      if (java === undefined || known === undefined || (known.lowest <= java && java <= known.highest))
        return [];
      const allowed = `Java ${known.lowest} to ${known.highest} for Spark ${known.line} (${known.source})`;
      return [
        matrixFile.problem(
          ["java", "version"],
          `${java} for Spark ${version}`,
          allowed,
          "change one of the two",
        ),
      ];
    }
    function scalaProblems(): Problem[] {
      const scala = held(lock.spark, version)?.scala;
      const expected = builds?.scala[0];
      if (scala === undefined || builds === undefined || scala === expected) return [];
      const allowed = `Scala ${expected}, which spark-${version}-bin-hadoop3 is built with (${builds.source})`;
      const fix = `write ${show(expected)}`;
      return [lockFile.problem(["spark", version, "scala"], show(scala), allowed, fix)];
    }
  });

/** Runtimes with RAPIDS for a Spark that the release has no shim for. */
export const rapidsHasShim: Rule = (input) => {
  const version = input.matrix.rapids?.version;
  if (version === undefined) return [];
  const release = input.knowledge.rapids.releases.find((row) => row.release === lineOf(version));
  if (!release) {
    const known = list(input.knowledge.rapids.releases.map((row) => row.release));
    const fix = `add a row for ${lineOf(version)} to compatibility/rapids.json or take another release`;
    return [
      input.matrixFile.problem(
        ["rapids", "version"],
        show(version),
        `the releases that are known: ${known}`,
        fix,
      ),
    ];
  }
  return sparksWithLayer(input, "jars-rapids").flatMap(({ spark, scala, path }) => {
    const supported = release.spark[scala] ?? [];
    if (supported.includes(spark)) return [];
    const nearest = supported.filter((other) => lineOf(other) === lineOf(spark));
    const allowed = `RAPIDS ${version} on Scala ${scala} with Spark ${list(supported.toReversed())} (${release.source})`;
    const fix = nearest.length > 0 ? `take Spark ${list(nearest)}` : 'remove "jars-rapids" from this runtime';
    return input.matrixFile.problem(
      path,
      `"jars-rapids" with Spark ${spark}, which has no RAPIDS shim`,
      allowed,
      fix,
    );
  });
};

/** Runtimes with Iceberg for a Spark line that the release has no runtime for, or on too old a Java. */
export const icebergHasRuntime: Rule = (input) => {
  const version = input.matrix.iceberg?.version;
  if (version === undefined || !isRelease(version)) return malformedIceberg(input, version);
  const { matrixFile, matrix, knowledge } = input;
  const java = matrix.java?.version;
  const need = knowledge.iceberg.java.findLast(({ from }) => gte(version, from));
  const tooOld = java !== undefined && need !== undefined && java < need.java;
  const javaProblem = tooOld
    ? [
        matrixFile.problem(
          ["iceberg", "version"],
          `${show(version)} on Java ${java}`,
          `Java ${need.java} or newer from Iceberg ${need.from} on (${need.source})`,
          `set $.java.version to ${need.java}`,
        ),
      ]
    : [];
  const sparkProblems = sparksWithLayer(input, "jars-iceberg").flatMap(({ spark, scala, path }) => {
    const rows = knowledge.iceberg.runtimes.filter(
      (row) => row.line === lineOf(spark) && row.scala.includes(scala),
    );
    if (rows.some((row) => gte(version, row.first) && (row.last === null || lte(version, row.last))))
      return [];
    const spans = rows.map(
      (row) => `${row.first} ${row.last === null ? "or newer" : `to ${row.last}`} (${row.source})`,
    );
    const allowed = `for Spark ${lineOf(spark)} on Scala ${scala}: Iceberg ${list(spans)}`;
    const lines = list(knowledge.iceberg.runtimes.map((row) => row.line));
    const fix = rows[0]
      ? `set $.iceberg.version to ${rows[0].last ?? rows[0].first}`
      : `take a Spark line of ${lines}`;
    return matrixFile.problem(path, `"jars-iceberg" ${version} with Spark ${spark}`, allowed, fix);
  });
  return [...javaProblem, ...sparkProblems];
};

/** Whether a version can be compared: major.minor.patch as semantic versioning has them. */
function isRelease(version: string): boolean {
  return /^[\d.]+$/.test(version) && valid(version) !== null;
}

function malformedIceberg({ matrixFile }: RuleInput, version: string | undefined): Problem[] {
  if (version === undefined) return [];
  const allowed = "an Iceberg release, major.minor.patch, such as 1.12.0";
  return [matrixFile.problem(["iceberg", "version"], show(version), allowed, "write it as in 1.12.0")];
}

interface SparkWithLayer {
  readonly spark: string;
  readonly scala: string;
  readonly path: readonly (string | number)[];
}

/** The Spark versions of the runtimes that have a layer, where their Scala is known. */
function sparksWithLayer(input: RuleInput, layer: string): readonly SparkWithLayer[] {
  return present(input.matrix.runtimes).flatMap(([runtime, index]) => {
    const place = (runtime.layers ?? []).findIndex((name) => name === layer);
    if (place < 0) return [];
    return [...runtimeSparks(input.matrix, runtime)].flatMap((spark) => {
      const scala = scalaOf(input, spark);
      return scala === undefined ? [] : [{ spark, scala, path: ["runtimes", index, "layers", place] }];
    });
  });
}
