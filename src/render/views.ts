import { jarFile } from "../check/artifacts";
import { lineOf } from "../check/rule";
import type {
  CudaFolder,
  FolderBase,
  Group,
  JarsIcebergFolder,
  JarsRapidsFolder,
  JdbcDriversFolder,
  JdkFolder,
  LockedGroup,
  LockedJar,
  PythonDepsFolder,
  PythonFolder,
  RuntimeFolder,
  Settings,
  SparkCoreFolder,
} from "../model/project";

/** What every template of a folder may name. */
export function commonView(settings: Settings, folder: FolderBase) {
  const base = folder.parents[0]?.reference ?? settings.debianImage;
  return {
    syntax: settings.syntax,
    debianImage: settings.debianImage,
    source: settings.source,
    ...settings.mirrors,
    name: folder.name,
    title: folder.title,
    description: folder.description,
    version: folder.version,
    licenses: folder.licenses,
    baseImage: base,
    baseName: base,
    image: folder.variants[0]?.reference ?? "",
    // Go's template of `docker inspect --format` has the same braces as Handlebars.
    openBraces: "{{",
    closeBraces: "}}",
  };
}

export function jdkView({ java, package: debianPackage }: JdkFolder) {
  return {
    java,
    package: debianPackage,
    hasJdk: debianPackage.includes("-jdk-"),
    sizeLimit: debianPackage.includes("-jdk-") ? 700 : 400,
  };
}

export function pythonView({ minor, build, groups }: PythonFolder) {
  return {
    minor,
    groups,
    // The label names the interpreter that was built in, another patch by a build argument too.
    version: "${PYTHON_VERSION}",
    pythonVersion: build.version,
    pythonRelease: build.release,
    amd64Sha256: build.platforms.amd64.sha256,
    arm64Sha256: build.platforms.arm64.sha256,
  };
}

export function cudaView({ cuda, image }: CudaFolder) {
  const [major = 0, minor = 0] = cuda.split(".").map(Number);
  return { cuda, cudaImage: image, runtimeVersion: major * 1000 + minor * 10, cudaMajor: major };
}

export function sparkCoreView({ spark, distribution }: SparkCoreFolder) {
  const { file, sha512, py4j, scala } = distribution;
  return { spark, file, sha512, py4j, scala };
}

/** A build argument that is named for an artifact: POSTGRESQL_SHA256 of postgresql. */
function checksumArgument(name: string): string {
  return `${name.toUpperCase().replace(/[^A-Z0-9]+/g, "_")}_SHA256`;
}

function jarView(jar: LockedJar, name: string) {
  const [group = "", artifact = "", version = ""] = jar.coordinates.split(":");
  const argument = checksumArgument(name);
  return {
    file: jarFile(jar.coordinates),
    sha256: jar.sha256,
    checksumArgument: argument,
    checksum: `sha256:\${${argument}}`,
    mavenPath: `${group.replaceAll(".", "/")}/${artifact}/${version}/${jarFile(jar.coordinates)}`,
  };
}

export function jdbcDriversView({ drivers }: JdbcDriversFolder) {
  return {
    driverCount: drivers.length,
    hasPostgresql: drivers.some(({ database }) => database === "postgresql"),
    drivers: drivers.map(({ database, title, driverClass, url, jar }) => ({
      ...jarView(jar, database),
      database,
      title,
      driverClass,
      url,
      coordinates: jar.coordinates,
      license: jar.license,
      attention: jar.attention ?? "",
      isPostgresql: database === "postgresql",
    })),
  };
}

export function jarsIcebergView({ iceberg, spark, lines, bundle }: JarsIcebergFolder) {
  return {
    iceberg,
    spark,
    sparkChoices: lines.map(({ line }) => `${line}.x`).join(" or "),
    lines: lines.map(({ line, scala, jar }) => ({
      ...jarView(jar, `iceberg-spark-runtime-${line}-${scala}`),
      line,
      scala,
    })),
    bundle: jarView(bundle, "iceberg-aws-bundle"),
  };
}

export function jarsRapidsView({ rapids, spark, builds, refused }: JarsRapidsFolder) {
  return {
    rapids,
    spark,
    sparkChoices: builds.flatMap(({ sparks }) => sparks).join(" or "),
    builds: builds.map(({ scala, sparks, jar }) => ({
      ...jarView(jar, `rapids-4-spark-${scala}`),
      scala,
      sparkPattern: sparks.join(" | "),
      shims: sparks.map((version) => ({ version, shim: `spark${version.replaceAll(".", "")}` })),
    })),
    refused: refused.map(({ spark: version, reason }) => ({ spark: version, reason })),
  };
}

const EXTRA_ARGUMENTS = { gpu: "BUILD_GPU_DEPS", iceberg: "BUILD_ICEBERG_DEPS" } as const;

export function pythonDepsView({ minor, groups, pyspark }: PythonDepsFolder) {
  const extras = (["gpu", "iceberg"] as const).filter((name) => groups.some((group) => group.name === name));
  return {
    minor,
    pyspark: pyspark.version,
    pysparkFile: pyspark.file,
    pysparkSha256: pyspark.sha256,
    pysparkLine: lineOf(pyspark.version),
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

export function runtimeView(folder: RuntimeFolder) {
  const { python, groups, parents, layers } = folder;
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
    groups,
    jarLayers: layers.filter((layer) => layer !== "python-deps"),
    environment: variables.map(([name = "", value = ""]) => ({ name, value })),
    spark: folder.spark,
    scala: folder.distribution.scala,
    py4j: folder.distribution.py4j,
    iceberg: folder.iceberg,
    rapids: folder.rapids,
    hasGpu,
    hasGpuPackages: groups.includes("gpu"),
    hasIcebergPackages: groups.includes("iceberg"),
    hasPostgresql,
    // An Iceberg table in S3 needs a catalogue, which PostgreSQL can be.
    hasServerCatalog: hasPostgresql && folder.iceberg !== "",
    drivers: folder.drivers.map(({ driverClass, url, title, jar }) => ({
      driverClass,
      url,
      title,
      file: jarFile(jar.coordinates),
    })),
  };
}
