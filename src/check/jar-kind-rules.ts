import type { JarKind } from "../model/compatibility/jar-kinds";
import type { Knowledge } from "../model/knowledge";
import type { Problem } from "../model/problem";
import { type AddedJar, type LayeredJar, addedJars, jarNames, keptPaths, layeredJars } from "./added-jars";
import { driverRow } from "./driver-rules";
import { cite } from "./facts";
import { changesOf } from "./jar-surgery";
import { type Rule, type RuleInput, held, list } from "./rule";

/** A jar beside an added one: by what it is called in a message, and by what names it may have. */
interface Neighbour {
  readonly shown: string;
  /** Artifacts, with their group where it is known. */
  readonly names: readonly string[];
}

/** Jars of which an image has one of the same kind already, whose classes or services would be there twice. */
export const oneJarOfAKind: Rule = (input) => {
  const bySpark = new Map<string, AddedJar[]>();
  return addedJars(input).flatMap((jar) => {
    const earlier = bySpark.get(jar.spark) ?? [];
    bySpark.set(jar.spark, [...earlier, jar]);
    const layers = layeredJars(input, jar.spark).flat();
    const others = [
      ...neighboursInCore(input, jar.spark),
      ...[...earlier, ...layers].map(({ coordinates }) => neighbour(coordinates)),
    ];
    return sameArtifact(input, jar, layers) ?? sameKind(input, jar, others) ?? [];
  });
};

function neighbour(coordinates: string): Neighbour {
  return { shown: coordinates, names: [artifactOf(coordinates)] };
}

function artifactOf(coordinates: string): string {
  return coordinates.split(":").slice(0, 2).join(":");
}

function neighboursInCore({ matrix, lock }: RuleInput, spark: string): readonly Neighbour[] {
  const paths = Object.keys(held(lock.spark, spark)?.jars?.files ?? {});
  return keptPaths(paths, changesOf(matrix, spark)).map((path) => ({
    shown: path,
    names: jarNames(path).map(({ artifact }) => artifact),
  }));
}

/**
 * An artifact that a layer has too, in whatever version; a distribution's, another change's and drivers of databases are
 * looked for elsewhere.
 */
function sameArtifact(
  { matrixFile, knowledge }: RuleInput,
  { coordinates, spark, path }: AddedJar,
  layers: readonly LayeredJar[],
): Problem | undefined {
  const identity = (name: string): string => name.split(":").toSpliced(2, 1).join(":");
  const other = layers.find((jar) => identity(jar.coordinates) === identity(coordinates));
  if (!other || driverRow(knowledge, coordinates)) return undefined;
  const found = `${coordinates} beside ${other.coordinates} in images of Spark ${spark}: ${artifactOf(coordinates)} twice`;
  return matrixFile.problem(
    path,
    found,
    "each artifact once in an image",
    "remove this change, or the other jar",
  );
}

function sameKind(
  input: RuleInput,
  { coordinates, spark, path }: AddedJar,
  others: readonly Neighbour[],
): Problem | undefined {
  const own = artifactOf(coordinates);
  for (const kind of input.knowledge["jar-kinds"].kinds) {
    const role = roleOf(kind, [own]);
    if (role === undefined) continue;
    const clash = others.find(({ names }) => {
      const other = roleOf(kind, names);
      return other !== undefined && (role === "whole" || other === "whole");
    });
    if (!clash) continue;
    const found = `${coordinates} beside ${clash.shown} of Spark ${spark}: ${kind.name} twice`;
    const allowed = `one of ${list(kind.whole)} ${cite("jar-kinds", kind.name, kind)}`;
    return input.matrixFile.problem(path, found, allowed, `remove this change, or ${clash.shown}`);
  }
  return undefined;
}

/** Whether names are of a kind's whole jars or of its parts: artifacts with their group, or without. */
function roleOf({ whole, parts = [] }: JarKind, names: readonly string[]): "whole" | "part" | undefined {
  if (names.some((name) => whole.some((pattern) => matches(pattern, name)))) return "whole";
  return names.some((name) => parts.some((pattern) => matches(pattern, name))) ? "part" : undefined;
}

function matches(pattern: string, name: string): boolean {
  const wanted = name.includes(":") ? pattern : (pattern.split(":")[1] ?? "");
  const expression = wanted.split("*").map((piece) => piece.replaceAll(".", "\\."));
  return new RegExp(`^${expression.join(".*")}$`).test(name);
}

/** Whether jars that are there do for an artifact: another one of its kind has its classes. */
export function hasKindOf(
  knowledge: Knowledge,
  artifact: string,
  present: readonly (readonly string[])[],
): boolean {
  return knowledge["jar-kinds"].kinds.some(
    (kind) =>
      roleOf(kind, [artifact]) !== undefined && present.some((names) => roleOf(kind, names) === "whole"),
  );
}
