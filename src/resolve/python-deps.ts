import { requirementName } from "../check/matrix-rules";
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
import { entry } from "./entry";
import { licenseExpression } from "./licenses";
import { referenceOf } from "./settings";

const NAME = "python-deps";
/** The build argument that adds each extra group. */
export const EXTRA_ARGUMENTS = { gpu: "BUILD_GPU_DEPS", iceberg: "BUILD_ICEBERG_DEPS" } as const;

/** The image of Python packages, and its variants: one for each set of extra groups. */
export function resolvePythonDeps(
  matrix: Matrix,
  lock: Lock,
  settings: Settings,
  python: PythonFolder,
): PythonDepsFolder {
  const groups = python.groups.map((group) => resolveGroup(matrix, lock, group));
  const packages = groups.flatMap((group) => group.packages);
  return {
    kind: "python-deps",
    name: NAME,
    path: `docker/docker-intermediate/${NAME}`,
    title: `Python packages for Spark on CPython ${python.minor}`,
    description: `Pinned wheels for PySpark jobs, each group in a directory of its own, and PySpark ${matrix.python.pyspark} without its jars`,
    version: settings.tag,
    licenses: licenseExpression(["Apache-2.0", ...packages.map(({ license }) => license)]),
    parents: [{ argument: "BASE_IMAGE", stage: "", reference: referenceOf(settings, python.name) }],
    variants: extraSets(python.groups).map((extras) => resolveVariant(settings, extras)),
    minor: python.minor,
    groups,
    pyspark: { ...entry(lock.pyspark, matrix.python.pyspark), version: matrix.python.pyspark },
  };
}

/** Reference of the variant that has these groups. */
export function pythonDepsReference(settings: Settings, groups: readonly Group[]): string {
  return resolveVariant(settings, groups).reference;
}

function resolveVariant(settings: Settings, groups: readonly Group[]): Variant {
  const extras = (["gpu", "iceberg"] as const).filter((group) => groups.includes(group));
  const name = extras.join("-");
  return {
    name,
    reference: referenceOf(settings, NAME, name),
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

function resolveGroup(matrix: Matrix, lock: Lock, name: Group): LockedGroup {
  const wheels = entry(lock.wheels, matrix.python.version);
  const packages = Object.keys(wheels)
    .sort()
    .map((key) => ({ ...entry(wheels, key), name: key }))
    .filter(({ groups }) => groups.includes(name));
  return { name, direct: (matrix.python[name] ?? []).map(requirementName).sort(), packages };
}

/** Groups in the order of their layers. */
export function inLayerOrder(groups: readonly Group[]): readonly Group[] {
  return GROUPS.filter((group) => groups.includes(group));
}
