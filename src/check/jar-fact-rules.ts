import type { JsonPath } from "../model/json-path";
import { addedJars } from "./added-jars";
import { layerJars } from "./layer-jars";
import { type Rule, type RuleInput, present } from "./rule";
import { runtimeSparks } from "./runtime-sparks";

/** Java's feature release is this much lower than the major version of its class files. */
const OFFSET = 44;

/** Jars whose classes an older Java cannot load: those that changes bring, and those of layers. */
export const jarsFitJava: Rule = (input) => {
  const { matrix, matrixFile, lock } = input;
  const java = matrix.java?.version;
  if (java === undefined) return [];
  const needed = new Map<string, number>();
  for (const [coordinates, jar] of Object.entries(lock.jars ?? {})) {
    const version = (jar?.classFile ?? 0) - OFFSET;
    if (version > java) needed.set(coordinates, version);
  }
  // Most locks have none, and there may be very many images.
  if (needed.size === 0) return [];
  const problems = [...addedJars(input), ...jarsOfLayers(input)].flatMap(({ coordinates, path }) => {
    const version = needed.get(coordinates);
    if (version === undefined) return [];
    const found = `${coordinates}, whose classes need Java ${version}, on Java ${java}`;
    const allowed = `jars for Java ${java} or older: class files up to version ${java + OFFSET}, not ${version + OFFSET}`;
    const fix = `take a version of it for Java ${java}, or Java ${version} in $.java if every Spark runs on it`;
    return matrixFile.problem(path, found, allowed, fix);
  });
  return [...new Map(problems.map((problem) => [`${problem.path} ${problem.found}`, problem])).values()];
};

function jarsOfLayers(
  input: RuleInput,
): readonly { readonly coordinates: string; readonly path: JsonPath }[] {
  return present(input.matrix.runtimes).flatMap(([runtime, index]) =>
    [...runtimeSparks(input.matrix, runtime)].flatMap((spark) =>
      present(runtime.layers).flatMap(([layer, place]) =>
        layerJars(input, layer, spark).map((coordinates) => {
          return { coordinates, path: ["runtimes", index, "layers", place] };
        }),
      ),
    ),
  );
}

/** Jars whose POM says that they are published under another name now. */
export const addedJarsStayWhereTheyAre: Rule = (input) =>
  addedJars(input).flatMap(({ coordinates, path, entry }) =>
    entry?.relocated === undefined
      ? []
      : input.matrixFile.problem(
          path,
          `${coordinates}, of which its POM says that it is published as ${entry.relocated} now`,
          "artifacts by the name that they are published under",
          `write ${entry.relocated}`,
        ),
  );
