import type { Group, LockedGroup, PythonDepsFolder } from "../model/project";
import { EXTRA_ARGUMENTS } from "../resolve/python-deps";

export function pythonDepsView({ minor, groups, pyspark }: PythonDepsFolder) {
  const extras = (["gpu", "iceberg"] as const).filter((name) => groups.some((group) => group.name === name));
  return {
    minor,
    pyspark: pyspark.version,
    pysparkFile: pyspark.file,
    pysparkSha256: pyspark.sha256,
    direct: directView(groups, "base"),
    hasGpu: extras.includes("gpu"),
    extras: extras.map((name, index) => ({
      name,
      argument: EXTRA_ARGUMENTS[name],
      switch: `\${${EXTRA_ARGUMENTS[name]}}`,
      before: ["base", ...extras.slice(0, index)].join(" "),
      direct: directView(groups, name),
      isIceberg: name === "iceberg",
      isGpu: name === "gpu",
    })),
  };
}

/** The direct requirements of a group at the versions of the lock. */
function directView(groups: readonly LockedGroup[], wanted: Group) {
  return groups
    .filter(({ name }) => name === wanted)
    .flatMap(({ direct, packages }) => packages.filter(({ name }) => direct.includes(name)))
    .map(({ name, version }) => ({ name, version }));
}
