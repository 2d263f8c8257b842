import type { JsonPath } from "../model/json-path";
import { addedJars, layeredJars } from "./added-jars";
import { type Rule, held, present } from "./rule";

/** Java's feature release is this much lower than the major version of its class files. */
const OFFSET = 44;

/** Jars whose classes an older Java cannot load: those that changes bring, and those of layers. */
export const jarsFitJava: Rule = (input) => {
  const { matrix, matrixFile, lock } = input;
  const java = matrix.java?.version;
  if (java === undefined) return [];
  const seen = new Set<string>();
  return [...addedJars(input), ...jarsOfLayers(input)].flatMap(({ coordinates, path }) => {
    const classFile = held(lock.jars, coordinates)?.classFile ?? 0;
    const key = `${coordinates} ${path.join(".")}`;
    if (classFile - OFFSET <= java || seen.has(key)) return [];
    seen.add(key);
    const found = `${coordinates}, whose classes need Java ${classFile - OFFSET}, on Java ${java}`;
    const allowed = `jars for Java ${java} or older: class files up to version ${java + OFFSET}, not ${classFile}`;
    return matrixFile.problem(
      path,
      found,
      allowed,
      `take a version of it for Java ${java}, or Java ${classFile - OFFSET} in $.java if every Spark runs on it`,
    );
  });
};

function jarsOfLayers(
  input: Parameters<Rule>[0],
): readonly { readonly coordinates: string; readonly path: JsonPath }[] {
  return present(input.matrix.spark).flatMap(([spark]) => layeredJars(input, spark).flat());
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
