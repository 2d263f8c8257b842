import type { RapidsRelease } from "../model/compatibility/rapids";
import { type Problem, show } from "../model/problem";
import { cite, knownIn, missingFact, rowToAdd } from "./facts";
import { compareVersions, either, neighbours } from "./nearest";
import { type Rule, type RuleInput, lineOf, list } from "./rule";
import { type SparkWithLayer, sparksWithLayer } from "./runtime-sparks";

/** Runtimes with RAPIDS for a Spark that the release has no shim for. */
export const rapidsHasShim: Rule = (input) => {
  const version = input.matrix.rapids?.version;
  if (version === undefined) return [];
  const row = input.knowledge.rapids.releases.find(({ release }) => release === lineOf(version));
  if (!row) return [missingRelease(input, version)];
  return sparksWithLayer(input, "jars-rapids")
    .filter(({ spark, scala }) => !row.spark[scala]?.includes(spark))
    .map((place) => withoutShim(input, row, place));
};

function missingRelease({ matrixFile, knowledge }: RuleInput, version: string): Problem {
  const release = lineOf(version);
  const releases = knowledge.rapids.releases.map((row) => row.release);
  return missingFact(matrixFile, ["rapids", "version"], {
    rule: "rapids-spark",
    for: `rapids ${release}`,
    found: `${show(version)}, whose Spark versions are not known`,
    allowed: knownIn("rapids", "releases", releases),
    add: rowToAdd("rapids", "releases", { release, spark: undefined }),
    instead: `take RAPIDS ${either(neighbours(release, releases))}`,
  });
}

function withoutShim(
  { matrixFile, knowledge }: RuleInput,
  row: RapidsRelease,
  { spark, scala, path }: SparkWithLayer,
): Problem {
  const { release } = row;
  const supported = row.spark[scala] ?? [];
  const newest = supported.toSorted((a, b) => compareVersions(b, a));
  const others = knowledge.rapids.releases.filter((other) => other.spark[scala]?.includes(spark));
  const near = neighbours(
    release,
    others.map((other) => other.release),
  );
  const fixes = [
    ...(supported.length > 0 ? [`take Spark ${either(neighbours(spark, supported))}`] : []),
    ...(near.length > 0 ? [`take RAPIDS ${either(near)}`] : []),
    'remove "jars-rapids" from this runtime',
  ];
  return matrixFile.problem(
    path,
    `"jars-rapids" with Spark ${spark} on Scala ${scala}, which RAPIDS ${release} has no shim for`,
    `Spark ${list(newest)} ${cite("rapids", `release ${release}`, row)}`,
    fixes.join(", or "),
  );
}

/** A Debian whose C library is older than RAPIDS needs. */
export const rapidsFitsGlibc: Rule = (input) => {
  const { matrix, matrixFile, knowledge } = input;
  const version = matrix.rapids?.version ?? "";
  const need = knowledge.rapids.needs.find(({ release }) => release === lineOf(version));
  const debian = knowledge.os.releases.find(({ release }) => release === matrix.debian?.release);
  if (!need || !debian || compareVersions(debian.glibc, need.glibc) >= 0) return [];
  const fits = knowledge.os.releases.filter(({ glibc }) => compareVersions(glibc, need.glibc) >= 0);
  return [
    matrixFile.problem(
      ["rapids", "version"],
      `${show(version)} on Debian ${debian.release} with glibc ${debian.glibc} ${cite("os", `release ${debian.release}`, debian)}`,
      `glibc ${need.glibc} or newer ${cite("rapids", `needs of ${need.release}`, need)}`,
      `take Debian ${either(fits.map(({ release }) => release))}, or remove $.rapids`,
    ),
  ];
};
