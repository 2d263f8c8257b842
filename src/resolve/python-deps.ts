import { pythonsOf, requirementsFor } from "../check/pythons";
import type { Lock } from "../model/lock";
import type { Matrix } from "../model/matrix";
import {
  GROUPS,
  type Group,
  type LockedGroup,
  type PythonDepsFolder,
  type PythonFolder,
  type Settings,
  type Variant,
} from "../model/project";
import { requirementName } from "../model/requirement";
import { entry } from "./entry";
import { licenseExpression } from "../model/license";
import { referenceOf } from "./settings";

/** The build argument that adds each extra group. */
export const EXTRA_ARGUMENTS = { gpu: "BUILD_GPU_DEPS", iceberg: "BUILD_ICEBERG_DEPS" } as const;

/** Name of the image of Python packages: the default Python's has none in it. */
function pythonDepsName(matrix: Matrix, minor: string): string {
  return minor === pythonsOf(matrix)[0]?.python ? "python-deps" : `python-deps-${minor}`;
}

/** The image of a Python's packages, and its variants: one for each set of extra groups. */
export function resolvePythonDeps(
  matrix: Matrix,
  lock: Lock,
  settings: Settings,
  python: PythonFolder,
): PythonDepsFolder {
  const groups = python.groups.map((group) => resolveGroup(matrix, lock, python.minor, group));
  const packages = groups.flatMap((group) => group.packages);
  const pyspark = { ...entry(lock.pyspark, matrix.python.pyspark), version: matrix.python.pyspark };
  const name = pythonDepsName(matrix, python.minor);
  return {
    kind: "python-deps",
    name,
    path: `docker/docker-intermediate/${name}`,
    title: `Python packages for Spark on CPython ${python.minor}`,
    description: `Pinned wheels for PySpark jobs, each group in a directory of its own, and PySpark ${matrix.python.pyspark} without its jars`,
    version: settings.tag,
    licenses: licenseExpression([pyspark.license, ...packages.map(({ license }) => license)]),
    parents: [{ argument: "BASE_IMAGE", stage: "", reference: referenceOf(settings, python.name) }],
    variants: extraSets(python.groups).map((extras) => resolveVariant(settings, name, extras)),
    minor: python.minor,
    groups,
    pyspark,
  };
}

/** Reference of the variant that has these groups. */
export function pythonDepsReference(
  settings: Settings,
  { name }: PythonDepsFolder,
  groups: readonly Group[],
): string {
  return resolveVariant(settings, name, groups).reference;
}

function resolveVariant(settings: Settings, image: string, groups: readonly Group[]): Variant {
  const extras = (["gpu", "iceberg"] as const).filter((group) => groups.includes(group));
  const name = extras.join("-");
  return {
    name,
    reference: referenceOf(settings, image, name),
    arguments: Object.fromEntries(extras.map((group) => [EXTRA_ARGUMENTS[group], "true"])),
  };
}

/** Every set of the extra groups, the empty one first. */
function extraSets(groups: readonly Group[]): readonly (readonly Group[])[] {
  const sets: (readonly Group[])[] = [[]];
  for (const group of groups.filter((name) => name !== "base")) {
    sets.push(...sets.map((set) => [...set, group]));
  }
  return sets;
}

function resolveGroup(matrix: Matrix, lock: Lock, minor: string, name: Group): LockedGroup {
  const wheels = entry(lock.wheels, minor);
  const packages = Object.keys(wheels)
    .sort()
    .map((key) => ({ ...entry(wheels, key), name: key }))
    .filter(({ groups }) => groups.includes(name));
  const requirements = requirementsFor(matrix, name, minor);
  return { name, direct: requirements.map(([text]) => requirementName(text)).sort(), packages };
}

/** Groups in the order of their layers. */
export function inLayerOrder(groups: readonly Group[]): readonly Group[] {
  return GROUPS.filter((group) => groups.includes(group));
}
