import { jarFile } from "../check/artifacts";
import { inMarkdown } from "./markdown";
import type {
  HadoopAwsBuild,
  JarsHadoopAwsFolder,
  JarsIcebergFolder,
  JarsRapidsFolder,
  JdbcDriversFolder,
  LockedJar,
} from "../model/project";

/** A build argument that is named for an artifact: POSTGRESQL_SHA256 of postgresql. */
function checksumArgument(name: string): string {
  return `${name.toUpperCase().replace(/[^A-Z0-9]+/g, "_")}_SHA256`;
}

/** Path of a jar in a Maven repository. */
export function mavenPath(coordinates: string): string {
  const [group = "", artifact = "", version = ""] = coordinates.split(":");
  return `${group.replaceAll(".", "/")}/${artifact}/${version}/${jarFile(coordinates)}`;
}

function jarView(jar: LockedJar, name: string) {
  const argument = checksumArgument(name);
  return {
    file: jarFile(jar.coordinates),
    sha256: jar.sha256,
    checksumArgument: argument,
    checksum: `sha256:\${${argument}}`,
    mavenPath: mavenPath(jar.coordinates),
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
      notice: noticeView(title, jar),
      isPostgresql: database === "postgresql",
    })),
  };
}

export function jarsHadoopAwsView({ spark, builds }: JarsHadoopAwsFolder) {
  return {
    spark,
    sparkChoices: builds.flatMap(({ sparks }) => sparks).join(" or "),
    builds: builds.map((build) => ({
      ...hadoopAwsView(build),
      sparkPattern: build.sparks.join(" | "),
      sums: [...build.jars]
        .sort((a, b) => (a.file < b.file ? -1 : 1))
        .map(({ sha256, file }) => `${sha256}  ${file}`)
        .join("\n"),
      jars: build.jars.map((jar) => jarView(jar, jarFile(jar.coordinates).replace(/\.jar$/, ""))),
    })),
  };
}

// The two generations of the AWS SDK for Java have packages of their own.
const SDK_1 = {
  package: "com/amazonaws/",
  kind: "class",
  client: "com.amazonaws.services.s3.AmazonS3Client",
};
const SDK_2 = {
  package: "software/amazon/awssdk/",
  kind: "interface",
  client: "software.amazon.awssdk.services.s3.S3Client",
};

/** What a test says of the jars of s3a://. */
export function hadoopAwsView({ hadoop, jars: [hadoopAws, sdk] }: HadoopAwsBuild) {
  const generation = sdk?.coordinates.startsWith("com.amazonaws:") ? SDK_1 : SDK_2;
  return {
    hadoop,
    hadoopAwsFile: hadoopAws ? jarFile(hadoopAws.coordinates) : "",
    sdkFile: sdk ? jarFile(sdk.coordinates) : "",
    sdkPackage: generation.package,
    sdkClient: generation.client,
    sdkClientKind: generation.kind,
  };
}

/** What a document says of a driver. */
function noticeView(title: string, { coordinates, license, attention = "" }: LockedJar) {
  return inMarkdown({ title, file: jarFile(coordinates), coordinates, license, attention });
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

export function jarsRapidsView({ rapids, spark, builds, coreImages, refused }: JarsRapidsFolder) {
  return {
    rapids,
    spark,
    sparkChoices: builds.flatMap(({ sparks }) => sparks).join(" or "),
    builds: builds.map(({ scala, sparks, jar }) => ({
      ...jarView(jar, `rapids-4-spark-${scala}`),
      scala,
      sparkPattern: sparks.join(" | "),
      shims: sparks.map((version) => ({
        version,
        shim: `spark${version.replaceAll(".", "")}`,
        coreImage: coreImages[version] ?? "",
      })),
    })),
    refused: refused.map(({ spark: version, reason }) => ({ spark: version, reason })),
  };
}
