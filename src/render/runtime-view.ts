import { jarFile } from "../check/artifacts";
import { oncePer } from "../model/once-per";
import {
  GROUPS,
  type HadoopAwsBuild,
  type LockedDriver,
  type LockedGroup,
  type RuntimeFolder,
} from "../model/project";
import { hadoopAwsView } from "./jar-views";

/** What Debian has in /usr beside the interpreter, which is in /usr/local/bin and /usr/local/lib. */
const NOT_PYTHON = "bin games include lib* sbin share src"
  .split(" ")
  .concat("etc games include man sbin share src".split(" ").map((folder) => `local/${folder}`));

/** What the image of the Python packages has in /opt beside a group. */
function othersThan(group: string): readonly string[] {
  return [...GROUPS.filter((other) => other !== group).map((other) => `python/${other}`), "pyspark"];
}

// A template names the things of a branch that is not taken as well.
const NO_HADOOP_AWS: HadoopAwsBuild = { hadoop: "", sparks: [], jars: [] };

export function runtimeView(folder: RuntimeFolder) {
  const { python, parents, layers } = folder;
  const groups = folder.groups.map(({ name }) => name);
  const interpreter = `/usr/local/bin/python${python}`;
  const hasGpu = groups.includes("gpu") || layers.includes("jars-rapids");
  const hasPostgresql = folder.drivers.some(({ database }) => database === "postgresql");
  const variables = [
    ...(python
      ? [
          ["PYSPARK_PYTHON", interpreter],
          ["PYSPARK_DRIVER_PYTHON", interpreter],
        ]
      : []),
    ...(layers.includes("jdbc-drivers") ? [["JDBC_DRIVERS", "/opt/jdbc"]] : []),
    ...(groups.includes("gpu") ? [["LD_LIBRARY_PATH", "/opt/python/gpu/lib"]] : []),
    ...(hasGpu
      ? [
          ["NVIDIA_DRIVER_CAPABILITIES", "compute,utility"],
          ["NVIDIA_VISIBLE_DEVICES", "all"],
        ]
      : []),
  ];
  return {
    parents: parents.map(({ argument, reference }) => ({ argument, reference })),
    layers: parents.slice(1).map(({ argument, stage }) => ({ image: `\${${argument}}`, stage })),
    python,
    notPython: NOT_PYTHON,
    groupCopies: groups.map((group) => ({ others: othersThan(group) })),
    jarLayers: layers.filter((layer) => layer !== "python-deps"),
    environment: variables.map(([name = "", value = ""]) => ({ name, value })),
    packages: folder.groups.map(requirementsOf),
    spark: folder.spark,
    sharesClasses: folder.sharesClasses,
    scala: folder.distribution.scala,
    py4j: folder.distribution.py4j,
    hasS3a: folder.hadoopAws !== undefined,
    s3a: s3aViewOf(folder.hadoopAws ?? NO_HADOOP_AWS),
    s3aFiles: (folder.hadoopAws?.jars ?? [])
      .map(({ file }) => file)
      .sort()
      .join(" "),
    iceberg: folder.iceberg,
    rapids: folder.rapids,
    hasGpu,
    hasGpuPackages: groups.includes("gpu"),
    hasIcebergPackages: groups.includes("iceberg"),
    hasPostgresql,
    // An Iceberg table in S3 needs a catalogue, which PostgreSQL can be.
    hasServerCatalog: hasPostgresql && folder.iceberg !== "",
    drivers: driversViewOf(folder.drivers),
  };
}

// Runtimes share what they have of these, and so the text that partials make of it.
const s3aViewOf = oncePer(hadoopAwsView);
const driversViewOf = oncePer((drivers: readonly LockedDriver[]) =>
  drivers.map(({ driverClass, url, title, jar }) => ({
    driverClass,
    url,
    title,
    file: jarFile(jar.coordinates),
  })),
);

/** The packages of a group at their versions; Py4J comes with Spark. */
const requirementsOf = oncePer(({ packages }: LockedGroup): string =>
  packages
    .filter(({ name }) => name !== "py4j")
    .map(({ name, version }) => `${name}==${version}`)
    .join(" "),
);
