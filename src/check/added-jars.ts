import { basename } from "node:path/posix";
import type { JsonPath } from "../model/json-path";
import type { Jar } from "../model/lock";
import type { Matrix, RuntimeSettings } from "../model/matrix";
import { oncePer } from "../model/once-per";
import type { Draft } from "../parse/draft";
import { type JarChange, changesOf, pathsNamed } from "./jar-surgery";
import { layerJars } from "./layer-jars";
import { type RuleInput, held, present } from "./rule";
import { runtimeSparks } from "./runtime-sparks";

/** A jar that a change brings into the core of a Spark. */
export interface AddedJar {
  readonly spark: string;
  readonly coordinates: string;
  /** Where the matrix names it. */
  readonly path: JsonPath;
  /** What the lock has of it; undefined where it has nothing. */
  readonly entry: Draft<Jar> | undefined;
}

/** The jars that changes bring into each Spark core, in the order of the matrix. */
export function addedJars({ matrix, lock }: RuleInput): readonly AddedJar[] {
  return present(matrix.spark).flatMap(([spark]) =>
    changesOf(matrix, spark).flatMap(({ added }) => {
      if (!added) return [];
      return { spark, coordinates: added.name, path: added.path, entry: held(lock.jars, added.name) };
    }),
  );
}

/** Paths of a distribution's jars that changes leave where they are. */
export function keptPaths(paths: readonly string[], changes: readonly JarChange[]): readonly string[] {
  const gone = new Set(changes.flatMap(({ removed }) => (removed ? pathsNamed(paths, removed.name) : [])));
  return paths.filter((path) => !gone.has(path));
}

/** A jar of a layer, and where the matrix asks for the layer. */
export interface LayeredJar {
  readonly coordinates: string;
  readonly path: JsonPath;
}

/** The jars of the layers of each runtime of a Spark. */
export function layeredJars(input: RuleInput, spark: string): readonly (readonly LayeredJar[])[] {
  return (runtimesBySpark(input.matrix).get(spark) ?? []).map(([runtime, index]) =>
    present(runtime.layers).flatMap(([layer, place]) =>
      layerJars(input, layer, spark).map((coordinates) => {
        return { coordinates, path: ["runtimes", index, "layers", place] };
      }),
    ),
  );
}

type PlacedRuntime = readonly [runtime: Draft<RuntimeSettings>, index: number];

const runtimesBySpark = oncePer<Draft<Matrix>, ReadonlyMap<string, readonly PlacedRuntime[]>>((matrix) => {
  const found = new Map<string, PlacedRuntime[]>();
  for (const placed of present(matrix.runtimes)) {
    for (const spark of runtimeSparks(matrix, placed[0])) {
      const others = found.get(spark);
      if (others) others.push(placed);
      else found.set(spark, [placed]);
    }
  }
  return found;
});

/** What a jar's file name can stand for: an artifact and what follows it, a version and a classifier if it has one. */
export interface JarName {
  readonly artifact: string;
  readonly rest: string;
}

/** Each way to split a jar's file name, but for those that leave a name between two versions: `1.2-api-2.24.3`. */
export function jarNames(path: string): readonly JarName[] {
  const file = basename(path, ".jar");
  return [...file.matchAll(/-(?=\d)/g)]
    .map(({ index }) => ({ artifact: file.slice(0, index), rest: file.slice(index + 1) }))
    .filter(({ rest }) => !/-[a-z]+-\d+\.\d/i.test(rest));
}
