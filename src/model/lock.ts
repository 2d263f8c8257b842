// Generated from schema/lock.schema.json by `npm run types`: edit the schema.

/**
 * Name of the file at its source.
 */
export type FileName = string;
/**
 * SHA-512 of the file.
 */
export type Sha512 = string;
/**
 * Size of the file in bytes; null where no source states it.
 */
export type Size = number | null;
/**
 * SHA-256 of the file.
 */
export type Sha256 = string;
/**
 * When the source was read or published.
 */
export type FigureDate = string;
/**
 * Where the file can be downloaded from.
 */
export type SourceUrl = string;
/**
 * Where the file can be downloaded from, in the order in which builds try. Empty for wheels: pip's index is their source.
 */
export type Sources = readonly SourceUrl[];
/**
 * SPDX expression, or the licence's own name where SPDX has none.
 */
export type License = string;
/**
 * What whoever ships the image must know of this licence.
 */
export type Attention = string;
/**
 * Maven coordinates, group:artifact:version, with :jar:CLASSIFIER behind them for a jar that has a classifier.
 */
export type MavenCoordinates = string;
/**
 * Version of a Python package.
 */
export type PackageVersion = string;
/**
 * A group of wheels.
 */
export type Group = "base" | "gpu" | "iceberg";
/**
 * Name of a Python package, normalized as PEP 503 says.
 */
export type PackageName = string;

/**
 * Every artifact that a build downloads: its coordinates, checksum, size in bytes, licence and how the checksum was verified.
 */
export interface Lock {
  /**
   * Where an editor finds this schema.
   */
  readonly $schema?: string;
  /**
   * Spark distributions by version.
   */
  readonly spark: {
    readonly [k: string]: SparkDistribution;
  };
  /**
   * PySpark source packages by version.
   */
  readonly pyspark: {
    readonly [k: string]: PysparkSource;
  };
  /**
   * CPython builds of python-build-standalone by Python version, major and minor.
   */
  readonly python: {
    readonly [k: string]: PythonBuild;
  };
  /**
   * Jars by Maven coordinates, group:artifact:version, with :jar:CLASSIFIER behind them for a jar that has a classifier.
   */
  readonly jars: {
    readonly [k: string]: Jar;
  };
  /**
   * Python packages by Python version, major and minor, and normalized name: one resolution of all groups for each Python.
   */
  readonly wheels: {
    /**
     * Python packages by normalized name: one resolution of all groups.
     */
    readonly [k: string]: {
      readonly [k: string]: WheelPackage;
    };
  };
  /**
   * Images of other publishers that this project's images are based on, by reference with a tag.
   */
  readonly images?: {
    readonly [k: string]: UpstreamImage;
  };
}
/**
 * A binary distribution of Apache Spark.
 */
export interface SparkDistribution {
  readonly file: FileName;
  readonly sha512: Sha512;
  readonly size: Size;
  /**
   * Scala version, major and minor, that the distribution is built with.
   */
  readonly scala: "2.12" | "2.13";
  /**
   * Version of the bundled Hadoop client.
   */
  readonly hadoop: string;
  /**
   * Version of the bundled Py4J: the file python/lib/py4j-VERSION-src.zip.
   */
  readonly py4j: string;
  readonly jars?: SparkJars;
  readonly sources?: Sources;
  readonly license: License;
  readonly attention?: Attention;
  readonly verified: Verification;
}
/**
 * The jars of a Spark distribution: the test of its image compares them one by one.
 */
export interface SparkJars {
  /**
   * SHA-256 of each jar by its path under the folder `jars`.
   */
  readonly files: {
    readonly [k: string]: Sha256;
  };
  readonly verified: Verification;
}
/**
 * How the checksum is known.
 */
export interface Verification {
  /**
   * `download`: the file was downloaded and hashed. `sidecar`: read from the checksum file that its publisher puts beside it. `signature`: the publisher's signature was checked. `index`: stated by the package index. `published`: carried over from the published figure that `source` names.
   */
  readonly by: "download" | "sidecar" | "signature" | "index" | "published";
  /**
   * Where the figure was published.
   */
  readonly source?: string;
  readonly date?: FigureDate;
}
/**
 * PySpark's source package, the only form it is published in.
 */
export interface PysparkSource {
  readonly file: FileName;
  readonly sha256: Sha256;
  readonly size: Size;
  /**
   * Version of the bundled Py4J.
   */
  readonly py4j: string;
  readonly sources?: Sources;
  readonly license: License;
  readonly attention?: Attention;
  readonly verified: Verification;
}
/**
 * A release of python-build-standalone.
 */
export interface PythonBuild {
  /**
   * CPython version.
   */
  readonly version: string;
  /**
   * Release of python-build-standalone: the date of the build.
   */
  readonly release: string;
  readonly license: License;
  readonly attention?: Attention;
  readonly platforms: PythonPlatforms;
}
/**
 * The file for each platform.
 */
export interface PythonPlatforms {
  readonly amd64: PythonFile;
  readonly arm64: PythonFile;
}
/**
 * One file of python-build-standalone.
 */
export interface PythonFile {
  readonly file: FileName;
  readonly sha256: Sha256;
  readonly size: Size;
  readonly sources?: Sources;
  readonly verified: Verification;
}
/**
 * A jar of a Maven repository.
 */
export interface Jar {
  readonly file: FileName;
  readonly sha256: Sha256;
  readonly size: Size;
  readonly sources?: Sources;
  readonly license: License;
  readonly attention?: Attention;
  /**
   * Highest major version of its class files, but for those of META-INF/versions and module descriptors: 52 is Java 8, 61 Java 17, 65 Java 21. null: it has no classes. Left out: not known.
   */
  readonly classFile?: number | null;
  /**
   * What its POM says that it needs at run time, in the versions of the POM with its parents and BOMs: without optional, provided and test dependencies, and without what these need in their turn. Left out: not known.
   */
  readonly dependencies?: readonly MavenCoordinates[];
  /**
   * Where its POM says that the artifact is published now.
   */
  readonly relocated?: string;
  readonly verified: Verification;
}
/**
 * A Python package at the one version that all groups share.
 */
export interface WheelPackage {
  readonly version: PackageVersion;
  /**
   * The groups whose requirements lead to it.
   *
   * @minItems 1
   */
  readonly groups: readonly Group[];
  /**
   * The packages that require it directly.
   */
  readonly requiredBy: readonly PackageName[];
  readonly license: License;
  readonly attention?: Attention;
  /**
   * One wheel for each platform, or one for any.
   *
   * @minItems 1
   */
  readonly files: readonly WheelFile[];
}
/**
 * One wheel.
 */
export interface WheelFile {
  readonly file: FileName;
  /**
   * Platform that the wheel is for.
   */
  readonly platform: "amd64" | "arm64" | "any";
  readonly sha256: Sha256;
  readonly size: Size;
  readonly sources?: Sources;
  readonly verified: Verification;
}
/**
 * An image of another publisher.
 */
export interface UpstreamImage {
  /**
   * Digest of the index of all platforms, or of the one manifest there is; null: not pinned, builds take what the tag names.
   */
  readonly digest: string | null;
  readonly verified: ImageVerification;
}
/**
 * How the digest is known.
 */
export interface ImageVerification {
  /**
   * `registry`: the manifest was downloaded from the registry and hashed. `published`: carried over from the published figure that `source` names. `nothing`: not pinned, for the reason in `source`.
   */
  readonly by: "registry" | "published" | "nothing";
  /**
   * Where the figure was published, or why there is none.
   */
  readonly source?: string;
  readonly date?: FigureDate;
}
