import type { Jar, PysparkSource, PythonBuild, SparkDistribution, WheelPackage } from "./lock";
import type { JdbcDriver } from "./compatibility/jdbc";
import type { Trim } from "./compatibility/trims";
import type { Deployment } from "./deployment";
import type { Acceptance, Layer, Platform } from "./matrix";

/** Groups of wheels, in the order of their layers: the large one before the small one, so that it stays the same. */
export const GROUPS = ["base", "gpu", "iceberg"] as const;
/** A group of wheels. */
export type Group = (typeof GROUPS)[number];

/** Settings of all images, every default filled in. */
export interface Settings {
  readonly registry: string;
  readonly namePrefix: string;
  readonly tag: string;
  readonly source: string;
  /** Frontend of the `# syntax=` line; empty: no such line. */
  readonly syntax: string;
  readonly debianRelease: string;
  /** Java feature release. */
  readonly java: number;
  /** Spark lines, such as `3.5`, whose cores have an archive of the classes that drivers and executors load. */
  readonly linesWithArchive: readonly string[];
  /** Debian with its number, such as `Debian 12`; with its code name where no number is known. */
  readonly debian: string;
  readonly debianImage: string;
  /** Time of the archive that packages of Debian are from, such as `20261101T000000Z`; empty: the newest ones. */
  readonly debianSnapshot: string;
  /** Base URL of the archive that has Debian's packages as they were at that time; empty: none. */
  readonly debianArchive: string;
  readonly mirrors: ResolvedMirrors;
  /** What images are built without: all that is known but what the matrix keeps. */
  readonly trims: readonly Trim[];
  /** Platforms that every artifact exists for. */
  readonly platforms: readonly Platform[];
}

/** Base URL of each download source, without a trailing slash. */
export interface ResolvedMirrors {
  readonly apache: string;
  readonly apacheArchive: string;
  readonly maven: string;
  readonly nvidiaMaven: string;
  readonly postgresql: string;
  readonly pythonBuildStandalone: string;
  /** Empty: pip's own default. */
  readonly pythonIndex: string;
}

/** A parent image: the build argument that names it, the stage it is used as, and the reference by default. */
export interface Parent {
  /** Build argument, such as `BASE_IMAGE`. */
  readonly argument: string;
  /** Name of the stage; empty for the image that the result is based on. */
  readonly stage: string;
  /** Default: a reference such as `spark-k8s-jdk-17:latest`. */
  readonly reference: string;
}

/** One way to build a folder: which arguments yield which reference. */
export interface Variant {
  /** Put after the tag; empty for the build without arguments. */
  readonly name: string;
  readonly reference: string;
  /** Build arguments beyond the committed defaults. */
  readonly arguments: Readonly<Record<string, string>>;
}

/** What every folder of `docker/` has, whatever it builds. */
export interface FolderBase {
  /** Name of the folder and, after the prefix, of the image. */
  readonly name: string;
  /** Path from the root of the project, such as `docker/docker-base/jdk-17`. */
  readonly path: string;
  /** Title of the image, in a few words. */
  readonly title: string;
  /** What the image is for, one sentence. */
  readonly description: string;
  /** Version of what the image is named for. */
  readonly version: string;
  /** SPDX expression over what the folder adds to its parent; a runtime's also over its Spark. */
  readonly licenses: string;
  /** This project's images that have to exist first; the first one is the base, if the base is this project's. */
  readonly parents: readonly Parent[];
  /** The build without arguments first. */
  readonly variants: readonly Variant[];
}

/** A jar and its coordinates. */
export interface LockedJar extends Jar {
  /** Maven coordinates, group:artifact:version. */
  readonly coordinates: string;
}

/** A JDBC driver and its jar. */
export interface LockedDriver extends JdbcDriver {
  readonly jar: LockedJar;
}

/** A Python package and its normalized name. */
export interface LockedPackage extends WheelPackage {
  readonly name: string;
}

/** A group of wheels: its direct requirements and all packages that they lead to. */
export interface LockedGroup {
  readonly name: Group;
  /** Names of the direct requirements. */
  readonly direct: readonly string[];
  readonly packages: readonly LockedPackage[];
}

export interface JdkFolder extends FolderBase {
  readonly kind: "jdk";
  readonly java: number;
  /** Debian package, such as `openjdk-17-jre-headless`. */
  readonly package: string;
}

export interface PythonFolder extends FolderBase {
  readonly kind: "python";
  /** Major and minor, such as `3.10`. */
  readonly minor: string;
  readonly build: PythonBuild;
  /** Groups that the matrix has: the interpreter finds their wheels where they are. */
  readonly groups: readonly Group[];
}

export interface CudaFolder extends FolderBase {
  readonly kind: "cuda";
  readonly java: number;
  /** Major and minor, such as `12.1`. */
  readonly cuda: string;
  /** Image that the CUDA tree is copied from. */
  readonly image: string;
  /** Reference of the Python image, which the test uses. */
  readonly pythonImage: string;
}

/** A jar of a Spark core. */
export interface CoreJar {
  /** Path under `/opt/spark/jars`. */
  readonly path: string;
  readonly sha256: string;
}

/** A layer of a Spark core's jars: what is in it changes together. */
export interface JarLayer {
  /** Name of the layer, alone among those of its core. */
  readonly name: string;
  readonly jars: readonly CoreJar[];
}

/** A jar that a Spark core has besides those of the distribution. */
export interface AddedJar extends LockedJar {
  /** Path under `/opt/spark/jars`. */
  readonly path: string;
}

/** A change to the jars of a Spark distribution. */
export interface JarOperation {
  /** The jar that goes, as the distribution has it; undefined where one is only added. */
  readonly removed: CoreJar | undefined;
  /** The jar that comes; undefined where one is only removed. */
  readonly added: AddedJar | undefined;
  /** Why, in the words of the matrix. */
  readonly reason: string;
  /** Vulnerabilities that the image does not have because of it: CVE or GHSA identifiers. */
  readonly fixes: readonly string[];
}

export interface SparkCoreFolder extends FolderBase {
  readonly kind: "spark-core";
  readonly spark: string;
  readonly distribution: SparkDistribution;
  /** Changes to the distribution's jars, in the order in which they are made. */
  readonly surgery: readonly JarOperation[];
  /** The jars that the image has, after the changes; undefined where the lock does not list the distribution's. */
  readonly jars: readonly CoreJar[] | undefined;
  /** The same jars by the layers that they are in; empty where they are not known: all are in Spark's own layer then. */
  readonly jarLayers: readonly JarLayer[];
  /** Whether it has an archive of the classes that drivers and executors load. */
  readonly sharesClasses: boolean;
}

export interface PythonDepsFolder extends FolderBase {
  readonly kind: "python-deps";
  readonly minor: string;
  readonly groups: readonly LockedGroup[];
  readonly pyspark: PysparkSource & { readonly version: string };
}

export interface JdbcDriversFolder extends FolderBase {
  readonly kind: "jdbc-drivers";
  readonly drivers: readonly LockedDriver[];
}

/** An Iceberg runtime jar for a Spark line. */
export interface IcebergLine {
  readonly line: string;
  readonly scala: string;
  readonly jar: LockedJar;
}

export interface JarsIcebergFolder extends FolderBase {
  readonly kind: "jars-iceberg";
  readonly iceberg: string;
  /** Spark version that is built for by default. */
  readonly spark: string;
  readonly lines: readonly IcebergLine[];
  readonly bundle: LockedJar;
}

/** The jars of s3a:// for a Hadoop release, and the Spark versions of the matrix that bundle it. */
export interface HadoopAwsBuild {
  readonly hadoop: string;
  readonly sparks: readonly string[];
  /** hadoop-aws first, then the AWS SDK, then what else hadoop-aws needs. */
  readonly jars: readonly LockedJar[];
}

export interface JarsHadoopAwsFolder extends FolderBase {
  readonly kind: "jars-hadoop-aws";
  /** Spark version that is built for by default. */
  readonly spark: string;
  readonly builds: readonly HadoopAwsBuild[];
}

/** A RAPIDS jar and the Spark versions of the matrix that it serves. */
export interface RapidsBuild {
  readonly scala: string;
  readonly sparks: readonly string[];
  readonly jar: LockedJar;
}

/** A Spark version of the matrix without RAPIDS, and why. */
export interface RapidsRefusal {
  readonly spark: string;
  readonly reason: string;
}

export interface JarsRapidsFolder extends FolderBase {
  readonly kind: "jars-rapids";
  readonly rapids: string;
  /** Spark version that is built for by default. */
  readonly spark: string;
  readonly builds: readonly RapidsBuild[];
  /** References of the Spark cores by version, which the test uses. */
  readonly coreImages: Readonly<Record<string, string>>;
  readonly refused: readonly RapidsRefusal[];
}

export interface RuntimeFolder extends FolderBase {
  readonly kind: "runtime";
  readonly spark: string;
  readonly distribution: SparkDistribution;
  readonly java: number;
  /** Python's major and minor; empty without python-deps. */
  readonly python: string;
  readonly layers: readonly Layer[];
  /** Whether its Spark core has an archive of classes. */
  readonly sharesClasses: boolean;
  /** Groups of wheels, `base` among them, in the order of their layers; empty without python-deps. */
  readonly groups: readonly LockedGroup[];
  /** The jars of s3a://; undefined without jars-hadoop-aws. */
  readonly hadoopAws: HadoopAwsBuild | undefined;
  readonly iceberg: string;
  readonly rapids: string;
  readonly drivers: readonly LockedDriver[];
}

/** A folder of `docker/`: a build context of its own. */
export type ImageFolder =
  | JdkFolder
  | PythonFolder
  | CudaFolder
  | SparkCoreFolder
  | PythonDepsFolder
  | JdbcDriversFolder
  | JarsHadoopAwsFolder
  | JarsIcebergFolder
  | JarsRapidsFolder
  | RuntimeFolder;

/** A fact that the matrix takes for granted, and what it is about. */
export interface Accepted extends Acceptance {
  /** Names of the folders whose images hang on it. */
  readonly folders: readonly string[];
}

/** Everything decided: what the templates write down. */
export interface Project {
  /** Names of the files that it was resolved from: the matrix and the lock. */
  readonly inputs: readonly string[];
  readonly settings: Settings;
  /** Parents before children. */
  readonly folders: readonly ImageFolder[];
  /** What runs the runtimes on Kubernetes; undefined where the matrix wants none. */
  readonly deployment: Deployment | undefined;
  /** Whether there is a workflow that builds on a fleet what a change affects. */
  readonly hasWorkflow: boolean;
  readonly accepted: readonly Accepted[];
}
