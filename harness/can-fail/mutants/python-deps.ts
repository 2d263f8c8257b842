import type { Group, LockedGroup, LockedPackage, PythonDepsFolder } from "../../../src/model/project";
import { EXTRA_ARGUMENTS } from "../../../src/resolve/python-deps";
import { type Mutant, type PlannedImage, ran } from "../mutant";
import {
  BYTECODE,
  CONNECT,
  EXTRA_CLAIMS,
  importClaim,
  LEFT_OUT,
  OWN_PYSPARK,
  PARQUET,
  PIP_CHECK,
  pysparkClaim,
} from "./python-deps-claims";
import {
  arrowWithoutPandas,
  baseMutants,
  icebergMutants,
  labelMutants,
  leftOutMutants,
} from "./python-deps-groups";
import { pysparkMutants } from "./python-deps-pyspark";
import { directOf, downgraded, neededOf, topOf } from "./wheels";

/** Faults of an image with Python packages, for the groups that it was built with. */
export function pythonDepsMutants({
  folder,
  build,
  project,
}: PlannedImage<PythonDepsFolder>): readonly Mutant[] {
  const isBuilt = ({ name }: LockedGroup): boolean =>
    name === "base" || build.arguments[EXTRA_ARGUMENTS[name]] === "true";
  const built = folder.groups.filter(isBuilt);
  const has = (group: Group): boolean => built.some(({ name }) => name === group);
  return [
    ...built.flatMap((group) => wheelMutants(folder, group, built)),
    interpreterGone(folder, built),
    ...pysparkMutants(folder),
    ...baseMutants(folder, built),
    ...leftOutMutants(
      folder,
      project.settings.trims.map(({ name }) => name),
    ),
    ...(has("gpu") ? [] : [arrowWithoutPandas(folder)]),
    ...(has("iceberg") ? icebergMutants(folder, built) : []),
    ...folder.groups.flatMap((group) => labelMutants(group, built)),
  ];
}

/** Wheels of other versions than the lock's. */
function wheelMutants(
  { minor }: PythonDepsFolder,
  group: LockedGroup,
  built: readonly LockedGroup[],
): readonly Mutant[] {
  const older = (wheel: LockedPackage): string => downgraded(minor, built, wheel);
  const fault = `a wheel of the group ${group.name} is older`;
  return [
    ...topOf(group).map((wheel) => ran(fault, older(wheel), [importClaim(wheel)])),
    ...neededOf(group).map((wheel) =>
      ran(`${fault} than others need`, older(wheel), [importClaim(wheel), PIP_CHECK]),
    ),
  ];
}

function interpreterGone(folder: PythonDepsFolder, built: readonly LockedGroup[]): Mutant {
  const extras = built.flatMap(({ name }) => (name === "base" ? [] : [EXTRA_CLAIMS[name]]));
  return ran("the interpreter is gone", `rm /usr/local/bin/python${folder.minor}`, [
    "a session of the base group runs to its end",
    ...built.flatMap(directOf).map(importClaim),
    pysparkClaim(folder),
    OWN_PYSPARK,
    CONNECT,
    PIP_CHECK,
    PARQUET,
    LEFT_OUT,
    BYTECODE,
    ...extras.flatMap(({ session, others }) => [session, ...others]),
  ]);
}
