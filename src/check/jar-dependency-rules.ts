import type { Problem } from "../model/problem";
import { type AddedJar, addedJars, jarNames, keptPaths, layeredJars } from "./added-jars";
import { familyOf } from "./jar-families";
import { hasKindOf } from "./jar-kind-rules";
import { changesOf } from "./jar-surgery";
import { type Rule, type RuleInput, held, lineOf } from "./rule";

/** A jar that an added one can use: what it is called, and by which names it may be known in which version. */
interface PresentJar {
  readonly shown: string;
  readonly names: readonly { readonly artifact: string; readonly version: string }[];
}

/** Jars whose POM needs what neither the distribution nor the matrix has, or has in a version that does not do. */
export const addedJarsHaveDependencies: Rule = (input) => {
  const present = new Map<string, readonly PresentJar[]>();
  return addedJars(input).flatMap((jar) => {
    const jars = present.get(jar.spark) ?? presentJars(input, jar.spark);
    present.set(jar.spark, jars);
    const needed = (jar.entry?.dependencies ?? []).filter((name) => name !== undefined);
    const missing = needed.filter((name) => isMissing(input, name, jars));
    const conflicts = needed.flatMap((name) => conflictOf(input, { jar, name, jars }) ?? []);
    return missing.length + conflicts.length === 0 ? [] : [problemOf(input, jar, { missing, conflicts })];
  });
};

/** The jars of a core after its changes, and of the layers that every runtime of the Spark has. */
function presentJars(input: RuleInput, spark: string): readonly PresentJar[] {
  const changes = changesOf(input.matrix, spark);
  const paths = Object.keys(held(input.lock.spark, spark)?.jars?.files ?? {});
  const layers = layeredJars(input, spark);
  const common = (layers[0] ?? []).filter(({ coordinates }) =>
    layers.every((jars) => jars.some((other) => other.coordinates === coordinates)),
  );
  const named = [
    ...changes.flatMap(({ added }) => added?.name ?? []),
    ...common.map(({ coordinates }) => coordinates),
  ];
  return [
    ...keptPaths(paths, changes).map((path) => ({
      shown: path,
      names: jarNames(path).map(({ artifact, rest }) => ({ artifact, version: rest })),
    })),
    ...named.map((coordinates) => {
      const [group, artifact = "", version = ""] = coordinates.split(":");
      return {
        shown: coordinates,
        names: [`${group}:${artifact}`, artifact].map((name) => ({ artifact: name, version })),
      };
    }),
  ];
}

/** The jar that is there for a dependency; a distribution does not record groups. */
function jarFor(
  dependency: string,
  jars: readonly PresentJar[],
): { shown: string; version: string } | undefined {
  const [, artifact = ""] = dependency.split(":");
  for (const { shown, names } of jars) {
    const name = names.find((candidate) => candidate.artifact === artifact);
    if (name) return { shown, version: name.version };
  }
  return undefined;
}

function isMissing({ knowledge }: RuleInput, dependency: string, jars: readonly PresentJar[]): boolean {
  if (jarFor(dependency, jars)) return false;
  const artifact = dependency.split(":").slice(0, 2).join(":");
  const names = jars.map((jar) => jar.names.map((name) => name.artifact));
  return !hasKindOf(knowledge, artifact, names);
}

/** A jar that is there in a version that a dependency does not go with. */
function conflictOf(
  { knowledge }: RuleInput,
  {
    jar,
    name,
    jars,
  }: { readonly jar: AddedJar; readonly name: string; readonly jars: readonly PresentJar[] },
): string | undefined {
  const there = jarFor(name, jars);
  const [group, artifact, needed = ""] = name.split(":");
  // A range says nothing that two numbers could be held against; a family is held together by a rule of its own.
  const family = familyOf(knowledge, name);
  const isOfFamily = family !== undefined && family === familyOf(knowledge, jar.coordinates);
  if (!there || isOfFamily || !/^\d/.test(needed)) return undefined;
  const majors = [needed, there.version].map((version) => version.split(/\D/)[0] ?? "");
  const isOld = compare(needed, there.version) > 0;
  const isBridged = knowledge["jar-families"].majors.some(
    (row) =>
      row.artifact === `${group}:${artifact}` &&
      row.has === majors[1] &&
      Number(row.named) <= Number(majors[0]),
  );
  return isOld || (majors[0] !== majors[1] && !isBridged) ? `${name} (${there.shown} is there)` : undefined;
}

/** Which of two versions is newer, by their numbers. */
function compare(a: string, b: string): number {
  const numbers = (version: string): number[] => (version.match(/^[\d.]+/)?.[0] ?? "").split(".").map(Number);
  const [left, right] = [numbers(a), numbers(b)];
  const different = left.findIndex((number, index) => number !== (right[index] ?? 0));
  return different === -1 ? 0 : (left[different] ?? 0) - (right[different] ?? 0);
}

function problemOf(
  { matrixFile }: RuleInput,
  { coordinates, spark, path }: AddedJar,
  { missing, conflicts }: { readonly missing: readonly string[]; readonly conflicts: readonly string[] },
): Problem {
  const [, artifact, version] = coordinates.split(":");
  const acceptable = {
    rule: "jar-dependencies" as const,
    for: `jar ${artifact}-${version} with spark ${spark}`,
  };
  const lacks =
    missing.length > 0 ? [`what neither Spark ${spark} nor the matrix has: ${missing.join(", ")}`] : [];
  const other = conflicts.length > 0 ? [`what is there in another version: ${conflicts.join(", ")}`] : [];
  const entries = missing.map((name) => `{ "spark": ["${spark}"], "add": "${name}", "reason": "…" }`);
  const accept = `{ "rule": "${acceptable.rule}", "for": "${acceptable.for}", "reason": "…" }`;
  const fix = [
    ...(entries.length > 0 ? [`add ${entries.join(", ")} to $.jarSurgery`] : []),
    ...(conflicts.length > 0 ? [`take a version of it for the jars of Spark ${lineOf(spark)}`] : []),
    `accept it by ${accept} in $.accept where a job has run so`,
  ];
  const found = `${coordinates}, whose POM needs ${[...lacks, ...other].join("; and ")}`;
  const allowed = "jars whose dependencies are there, in the POM's version or a later one of the same major";
  return { ...matrixFile.problem(path, found, allowed, fix.join("; or ")), acceptable };
}
