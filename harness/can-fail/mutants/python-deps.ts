import {
  type Group,
  type LockedGroup,
  type LockedPackage,
  type PythonDepsFolder,
} from "../../../src/model/project";
import { EXTRA_ARGUMENTS } from "../../../src/resolve/python-deps";
import { configured, type Mutant, type PlannedImage, ran } from "../mutant";
import { directOf, distInfo, downgraded, GPU_CLAIMS, homeOf, neededOf, sitePackages, topOf } from "./wheels";

type Extra = keyof typeof EXTRA_ARGUMENTS;

const PIP_CHECK = "pip check is clean";
const BYTECODE = "every module has its bytecode: a read-only root cannot get it later";
const OWN_PYSPARK = "PySpark is the one of /opt/pyspark";
const PARQUET = "a frame goes from pandas through Arrow to parquet and back";
const CONNECT = "the client of Spark Connect imports";
const CATALOGUE = "a catalogue of PyIceberg on SQLite makes and reads a table";
const S3 = "s3fs and fsspec are of one release, and fsspec knows S3";

/** What a test claims of an extra group, beside its packages. */
const EXTRA_CLAIMS: Readonly<
  Record<Extra, { readonly session: string; readonly others: readonly string[] }>
> = {
  gpu: { session: "a session of the GPU group runs to its end", others: GPU_CLAIMS },
  iceberg: { session: "a session of the Iceberg group runs to its end", others: [CATALOGUE, S3] },
};

/** Faults of an image with Python packages, for the groups that it was built with. */
export function pythonDepsMutants({ folder, build }: PlannedImage<PythonDepsFolder>): readonly Mutant[] {
  const isBuilt = ({ name }: LockedGroup): boolean =>
    name === "base" || build.arguments[EXTRA_ARGUMENTS[name]] === "true";
  const built = folder.groups.filter(isBuilt);
  const has = (group: Group): boolean => built.some(({ name }) => name === group);
  return [
    ...built.flatMap((group) => wheelMutants(folder, group, built)),
    interpreterGone(folder, built),
    ...pysparkMutants(folder),
    ...baseMutants(folder, built),
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
    BYTECODE,
    ...extras.flatMap(({ session, others }) => [session, ...others]),
  ]);
}

function pysparkMutants(folder: PythonDepsFolder): readonly Mutant[] {
  const metadata = `/opt/pyspark/pyspark-${folder.pyspark.version}.dist-info/METADATA`;
  return [
    ran("PySpark's metadata are of another version", `sed -i 's/^Version: .*/Version: 0.1/' ${metadata}`, [
      pysparkClaim(folder),
    ]),
    ran("PySpark is of another version", versionModule(folder, "/opt/pyspark/pyspark/version.py"), [
      OWN_PYSPARK,
    ]),
    ran("PySpark is there twice", `cp -rs /opt/pyspark/pyspark ${sitePackages(folder.minor, "base")}/`, [
      OWN_PYSPARK,
    ]),
    ran("the client of Spark Connect is gone", "rm -r /opt/pyspark/pyspark/sql/connect", [CONNECT]),
    ran("a module's bytecode is gone", "rm /opt/pyspark/pyspark/__pycache__/version.*.pyc", [BYTECODE]),
  ];
}

function baseMutants({ minor, groups }: PythonDepsFolder, built: readonly LockedGroup[]): readonly Mutant[] {
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

function arrowWithoutPandas(folder: PythonDepsFolder): Mutant {
  const module = `${sitePackages(folder.minor, "base")}/pyarrow/pandas_compat.py`;
  return ran("Arrow cannot read pandas", `rm ${module}`, [PARQUET]);
}

function icebergMutants(folder: PythonDepsFolder, built: readonly LockedGroup[]): readonly Mutant[] {
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
function labelMutants(group: LockedGroup, built: readonly LockedGroup[]): readonly Mutant[] {
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

function importClaim({ name, version }: LockedPackage): string {
  return `${name} imports and is ${version}`;
}

function pysparkClaim({ pyspark }: PythonDepsFolder): string {
  return `pyspark imports and is ${pyspark.version}`;
}

/** Shell commands that make a module of another version. Its bytecode would be taken whatever the source says. */
function versionModule({ minor }: PythonDepsFolder, module: string): string {
  return `echo '__version__ = "0.1"' >${module} && python${minor} -m compileall -q -f --invalidation-mode unchecked-hash ${module}`;
}
