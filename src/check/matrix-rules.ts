import type { Layer } from "../model/matrix";
import { type Problem, show } from "../model/problem";
import { GROUPS, type Group } from "../model/project";
import { appliesTo, requirementName } from "../model/requirement";
import { type Rule, list, present } from "./rule";
import { pythonsOf } from "./pythons";
import { runtimeName } from "./runtime-name";
import { runtimeSparks } from "./runtime-sparks";
import type { JsonPath } from "../model/json-path";

/** Lists that name a thing twice, and Spark versions that stand there twice. */
export const noDuplicates: Rule = ({ matrix, matrixFile }) => {
  const repeated = (items: readonly (string | undefined)[] | undefined, path: JsonPath): Problem[] => {
    const first = new Map<string, number>();
    return present(items).flatMap(([item, index]) => {
      const before = first.get(item);
      first.set(item, before ?? index);
      if (before === undefined) return [];
      const found = `${show(item)} a second time`;
      return matrixFile.problem([...path, index], found, "each item once", "remove one of the two");
    });
  };
  const packages = (group: Group, python: string): (string | undefined)[] =>
    (matrix.python?.[group] ?? []).map((item) =>
      item !== undefined && appliesTo(item, python) ? requirementName(item) : undefined,
    );
  const version = matrix.python?.version;
  return [
    ...repeated(matrix.spark, ["spark"]),
    ...repeated(matrix.keep, ["keep"]),
    ...repeated(typeof version === "string" ? [] : version, ["python", "version"]),
    ...GROUPS.flatMap((group) =>
      pythonsOf(matrix).flatMap(({ python }) => repeated(packages(group, python), ["python", group])),
    ),
    ...present(matrix.runtimes).flatMap(([runtime, index]) => [
      ...repeated(typeof runtime.spark === "string" ? [] : runtime.spark, ["runtimes", index, "spark"]),
      ...repeated(runtime.layers, ["runtimes", index, "layers"]),
      ...repeated(runtime.pythonGroups, ["runtimes", index, "pythonGroups"]),
    ]),
    ...present(matrix.jarSurgery).flatMap(([{ spark }, index]) =>
      repeated(typeof spark === "string" ? [] : spark, ["jarSurgery", index, "spark"]),
    ),
  ];
};

/** Runtimes for a Spark that is not in the matrix. */
export const runtimesNameSparks: Rule = ({ matrix, matrixFile }) => {
  const known = new Set(present(matrix.spark).map(([version]) => version));
  return present(matrix.runtimes).flatMap(([runtime, index]) =>
    present(typeof runtime.spark === "string" ? [] : runtime.spark).flatMap(([version, place]) => {
      if (known.has(version)) return [];
      const path = ["runtimes", index, "spark", place];
      const fix = `add ${show(version)} to $.spark or remove it here`;
      return matrixFile.problem(path, show(version), `the Spark versions of $.spark: ${list(known)}`, fix);
    }),
  );
};

const SECTION_OF_LAYER = {
  "jdbc-drivers": "jdbc",
  "jars-iceberg": "iceberg",
  "jars-rapids": "rapids",
} as const;

function needsSection(layer: Layer): layer is keyof typeof SECTION_OF_LAYER {
  return Object.hasOwn(SECTION_OF_LAYER, layer);
}

/** Runtimes with a layer that the matrix does not have. */
export const runtimesNameLayers: Rule = ({ matrix, matrixFile }) => {
  const layers = ["python-deps", "jdbc-drivers", "jars-hadoop-aws", "jars-iceberg", "jars-rapids"] as const;
  const has = (layer: Layer): boolean =>
    !needsSection(layer) || matrix[SECTION_OF_LAYER[layer]] !== undefined;
  return present(matrix.runtimes).flatMap(([runtime, index]) =>
    present(runtime.layers).flatMap(([layer, place]) => {
      if (has(layer) || !needsSection(layer)) return [];
      const fix = `add the section $.${SECTION_OF_LAYER[layer]} or remove the layer here`;
      const allowed = `the layers of this matrix: ${list(layers.filter(has))}`;
      return matrixFile.problem(["runtimes", index, "layers", place], show(layer), allowed, fix);
    }),
  );
};

/** Two runtimes that would be written to one folder. */
export const runtimesHaveOwnFolders: Rule = (input) => {
  const owners = new Map<string, number>();
  const readable = present(input.matrix.runtimes).filter(([runtime]) =>
    (["variant", "python"] as const).every((key) => isReadable(runtime, key)),
  );
  return readable.flatMap(([runtime, index]) =>
    [...runtimeSparks(input.matrix, runtime)].flatMap((version) => {
      const folder = runtimeName(input.matrix, runtime, version);
      const owner = owners.get(folder);
      owners.set(folder, owner ?? index);
      if (owner === undefined || owner === index) return [];
      const found = `a second runtime for ${folder}, beside $.runtimes[${owner}]`;
      const fix = "give one of the two another variant";
      return input.matrixFile.problem(["runtimes", index], found, "one runtime for each folder", fix);
    }),
  );
};

/** Whether a part is as the schema wants it, or left out. */
function isReadable<T extends object>(object: T, key: keyof T): boolean {
  return object[key] !== undefined || !Object.hasOwn(object, key);
}
