import type { LockedGroup, LockedPackage, PythonDepsFolder } from "../../../src/model/project";
import { configured, type Mutant, ran } from "../mutant";
import { CATALOGUE, EXTRA_CLAIMS, importClaim, LEFT_OUT, PARQUET, PIP_CHECK, S3 } from "./python-deps-claims";
import { directOf, distInfo, homeOf, sitePackages, versionModule } from "./wheels";

/** Faults of the group base. */
export function baseMutants(
  { minor, groups }: PythonDepsFolder,
  built: readonly LockedGroup[],
): readonly Mutant[] {
  const folder = sitePackages(minor, "base");
  const packages = groups.filter(({ name }) => name === "base").flatMap((group) => group.packages);
  const called = (wanted: string): readonly LockedPackage[] => packages.filter(({ name }) => name === wanted);
  const needing = ({ requiredBy }: LockedPackage): readonly LockedPackage[] =>
    built.flatMap(directOf).filter(({ name }) => requiredBy.includes(name));
  return [
    ran("a jar is there", "touch /opt/pyspark/spark.jar", ["there is no jar"]),
    ran("the base group is too large", "truncate -s 500M /opt/python/base/large", [
      "the base group and PySpark are within 500 MB",
    ]),
    ...called("scikit-learn").map((wheel) =>
      ran(
        "a wheel has lost its module",
        `rm -r ${folder}/sklearn`,
        [wheel, ...needing(wheel)].map(importClaim),
      ),
    ),
    ...called("certifi").map((wheel) =>
      ran("a wheel that others need is gone", `rm -r ${folder}/${distInfo(wheel)}`, [PIP_CHECK]),
    ),
  ];
}

/** A package with what images are built without. @param trims names of what is left out */
export function leftOutMutants({ minor }: PythonDepsFolder, trims: readonly string[]): readonly Mutant[] {
  if (!trims.includes("wheel-tests")) return [];
  const tests = `${sitePackages(minor, "base")}/pandas/tests`;
  return [ran("a package has its tests", `mkdir ${tests} && touch ${tests}/one.txt`, [LEFT_OUT])];
}

/** A fault of the group base that shows only where there is no GPU group. */
export function arrowWithoutPandas(folder: PythonDepsFolder): Mutant {
  const module = `${sitePackages(folder.minor, "base")}/pyarrow/pandas_compat.py`;
  return ran("Arrow cannot read pandas", `rm ${module}`, [PARQUET]);
}

/** Faults of the group iceberg. */
export function icebergMutants(folder: PythonDepsFolder, built: readonly LockedGroup[]): readonly Mutant[] {
  const packages = built.flatMap((group) => (group.name === "iceberg" ? directOf(group) : []));
  const module = (wheel: LockedPackage, path: string): string =>
    `${sitePackages(folder.minor, homeOf(wheel, built))}/${path}`;
  const called = (wanted: string): readonly LockedPackage[] => packages.filter(({ name }) => name === wanted);
  return [
    ...called("fsspec").map((wheel) =>
      ran(
        "fsspec is of another release than s3fs",
        versionModule(folder, module(wheel, "fsspec/_version.py")),
        [S3],
      ),
    ),
    ...called("pyiceberg").map((wheel) =>
      ran("PyIceberg has no SQL catalogue", `rm ${module(wheel, "pyiceberg/catalog/sql.py")}`, [CATALOGUE]),
    ),
  ];
}

/** Labels that say something else about a group than the image. */
export function labelMutants(group: LockedGroup, built: readonly LockedGroup[]): readonly Mutant[] {
  const { name } = group;
  if (name === "base") return [];
  const isThere = ({ groups }: LockedPackage): boolean => built.some((other) => groups.includes(other.name));
  const labelled = (value: string): string => `LABEL spark-k8s.${name}-packages="${value}"`;
  return [
    configured(`it does not say whether it has the group ${name}`, labelled(""), [
      `a label says whether the image has the ${name} group`,
    ]),
    built.includes(group)
      ? configured(`it denies the group ${name}`, labelled("false"), [
          `the image was built without the ${name} group`,
        ])
      : configured(`it claims the group ${name}`, labelled("true"), [
          ...directOf(group)
            .filter((wheel) => !isThere(wheel))
            .map(importClaim),
          ...EXTRA_CLAIMS[name].others,
        ]),
  ];
}
