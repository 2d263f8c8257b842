import type { LockedGroup, LockedPackage, PythonDepsFolder } from "../model/project";

/** View of the requirements file of a group. */
export function requirementsView({ minor, pyspark }: PythonDepsFolder, group: LockedGroup) {
  const isBase = group.name === "base";
  const besidePyspark = (name: string): boolean => isBase && name === "py4j";
  const direct = [...group.direct, ...(isBase ? ["pyspark"] : [])].sort();
  const view = (locked: LockedPackage) => packageView(locked, group);
  return {
    name: group.name,
    minor,
    direct: direct.join(", "),
    packages: group.packages.filter(({ name }) => !besidePyspark(name)).map(view),
    pyspark: isBase
      ? [
          ...group.packages.filter(({ name }) => besidePyspark(name)).map(view),
          {
            name: "pyspark",
            version: pyspark.version,
            hashes: hashesView([pyspark.sha256]),
            reason: "direct",
          },
        ]
      : [],
  };
}

function packageView({ name, version, files, requiredBy }: LockedPackage, group: LockedGroup) {
  const inGroup = new Set(group.packages.map((other) => other.name));
  const why = requiredBy.filter((other) => inGroup.has(other) || other === "pyspark");
  const reasons = [
    ...(group.direct.includes(name) ? ["direct"] : []),
    ...(why.length > 0 ? [`for ${why.join(", ")}`] : []),
  ];
  return { name, version, hashes: hashesView(files.map(({ sha256 }) => sha256)), reason: reasons.join("; ") };
}

function hashesView(hashes: readonly string[]) {
  const sorted = [...hashes].sort();
  return sorted.map((hash, index) => ({ hash, continuation: index < sorted.length - 1 ? " \\" : "" }));
}
