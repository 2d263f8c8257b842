import type { JsonPath } from "../model/json-path";
import type { ExtraGroup, RuntimeSettings } from "../model/matrix";
import { type Problem, show } from "../model/problem";
import type { Draft } from "../parse/draft";
import { pythonsOf, requirementsFor, runtimePython } from "./pythons";
import { type Rule, type RuleInput, list, present } from "./rule";

/** Runtimes for a Python that is not in the matrix, or without the layer that brings it. */
export const runtimesNamePythons: Rule = ({ matrix, matrixFile }) => {
  const known = pythonsOf(matrix).map(({ python }) => python);
  if (known.length === 0) return [];
  return present(matrix.runtimes).flatMap(([{ python, layers }, index]) => {
    if (python === undefined) return [];
    const path = ["runtimes", index, "python"];
    if (!known.includes(python)) {
      const fix = `add ${show(python)} to $.python.version or take another one here`;
      return matrixFile.problem(path, show(python), `the Pythons of $.python.version: ${list(known)}`, fix);
    }
    if (!layers || layers.includes("python-deps")) return [];
    const found = `${show(python)} without the layer "python-deps"`;
    return matrixFile.problem(path, found, "a Python beside that layer", 'add "python-deps" to the layers');
  });
};

/** Runtimes with groups of wheels that the matrix does not have, or without the layer that brings them. */
export const runtimesNameGroups: Rule = (input) =>
  present(input.matrix.runtimes).flatMap(([runtime, index]) =>
    present(runtime.pythonGroups).flatMap(([group, place]) => {
      const path = ["runtimes", index, "pythonGroups", place];
      return [...unknownGroup(input, runtime, group, path), ...withoutLayer(input, runtime, group, path)];
    }),
  );

function unknownGroup(
  { matrix, matrixFile }: RuleInput,
  runtime: Draft<RuntimeSettings>,
  group: ExtraGroup,
  path: JsonPath,
): readonly Problem[] {
  const known = (["gpu", "iceberg"] as const).filter((name) => matrix.python?.[name] !== undefined);
  if (!known.includes(group)) {
    const fix = `add the group $.python.${group} or remove it here`;
    return [matrixFile.problem(path, show(group), `the groups of this matrix: ${list(known)}`, fix)];
  }
  const python = runtimePython(matrix, runtime);
  if (python === undefined || requirementsFor(matrix, group, python).length > 0) return [];
  const found = `${show(group)} with Python ${python}, for which $.python.${group} has no requirement`;
  const others = known.filter((other) => requirementsFor(matrix, other, python).length > 0);
  const allowed = `the groups of Python ${python}: ${list(others)}`;
  return [matrixFile.problem(path, found, allowed, "remove it here or take another Python")];
}

function withoutLayer(
  { matrixFile }: RuleInput,
  { layers }: Draft<RuntimeSettings>,
  group: ExtraGroup,
  path: JsonPath,
): readonly Problem[] {
  if (!layers || layers.includes("python-deps")) return [];
  const found = `${show(group)} without the layer "python-deps"`;
  const allowed = "groups of wheels beside that layer";
  return [matrixFile.problem(path, found, allowed, 'add "python-deps" to the layers')];
}
