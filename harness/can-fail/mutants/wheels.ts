import type { Group, LockedGroup, LockedPackage, PythonDepsFolder } from "../../../src/model/project";

/** What the tests of images with the GPU group claim of it, beside its packages. */
export const GPU_CLAIMS = [
  "the shared libraries of cuDF and cuML resolve",
  "CUDA's libraries are found by their names",
  "CuPy finds the compiler of CUDA's run time",
  "CuPy computes",
];

/** The packages of a group that the matrix names. */
export function directOf({ direct, packages }: LockedGroup): readonly LockedPackage[] {
  return packages.filter(({ name }) => direct.includes(name));
}

/** A package that the matrix names and that no other one needs, if there is one. */
export function topOf(group: LockedGroup): readonly LockedPackage[] {
  return directOf(group)
    .filter(({ requiredBy }) => requiredBy.length === 0)
    .slice(0, 1);
}

/** A package that the matrix names and that another one of the group needs, if there is one. */
export function neededOf(group: LockedGroup): readonly LockedPackage[] {
  const names = new Set(group.packages.map(({ name }) => name));
  return directOf(group)
    .filter(({ requiredBy }) => requiredBy.some((name) => names.has(name)))
    .slice(0, 1);
}

/** The group whose folder has a wheel: the first one of those that an image has, in the order of their layers. */
export function homeOf({ name, groups }: LockedPackage, built: readonly LockedGroup[]): Group {
  const home = built.find((group) => groups.includes(group.name));
  if (home === undefined) throw new Error(`No group of the image has ${name}.`);
  return home.name;
}

/** The folder of a group's modules. @param minor Python's major and minor, such as `3.10` */
export function sitePackages(minor: string, group: Group): string {
  return `/opt/python/${group}/lib/python${minor}/site-packages`;
}

/** The folder of a wheel's metadata, in the folder of its group's modules. */
export function distInfo({ name, version }: Pick<LockedPackage, "name" | "version">): string {
  return `${name.replaceAll("-", "_")}-${version}.dist-info`;
}

/** Shell commands that give a wheel an older version: pip reads the folder's name, importlib the metadata. */
export function downgraded(minor: string, built: readonly LockedGroup[], wheel: LockedPackage): string {
  const older = distInfo({ ...wheel, version: "0.1" });
  return [
    `cd ${sitePackages(minor, homeOf(wheel, built))}`,
    `mv ${distInfo(wheel)} ${older}`,
    `sed -i 's/^Version: .*/Version: 0.1/' ${older}/METADATA`,
  ].join(" && ");
}

/** Shell commands that make a module of another version. Its bytecode would be taken whatever the source says. */
export function versionModule({ minor }: PythonDepsFolder, module: string): string {
  return `echo '__version__ = "0.1"' >${module} && python${minor} -m compileall -q -f --invalidation-mode unchecked-hash ${module}`;
}
