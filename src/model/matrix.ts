// Generated from schema/matrix.schema.json by `npm run types`: edit the schema.

/**
 * Platform, as Docker writes it.
 */
export type Platform = "linux/amd64" | "linux/arm64";
/**
 * Version of CPython, major and minor.
 */
export type PythonMinor = string;
/**
 * A requirement: a normalized package name, PEP 440 version bounds, and a PEP 508 marker that compares python_version: for a Python where it does not hold, there is no such requirement.
 */
export type Requirement = string;
/**
 * Version of an Apache Spark release.
 */
export type SparkVersion = string;
/**
 * Identifier of a vulnerability.
 */
export type Vulnerability = string;
/**
 * A group of wheels.
 */
export type ExtraGroup = "gpu" | "iceberg";
/**
 * An intermediate image whose tree a runtime takes.
 */
export type Layer = "python-deps" | "jdbc-drivers" | "jars-hadoop-aws" | "jars-iceberg" | "jars-rapids";
/**
 * What runs the runtimes on Kubernetes: the files under `deploy/`. `false`: there are none.
 */
export type DeploySettings =
  | {
      /**
       * Namespace of the jobs. It is made, and enforces the Pod Security Standard `restricted`: so it cannot be one of Kubernetes' own.
       */
      readonly namespace?: string;
      /**
       * Service account of drivers. Those of executors and of spark-submit bear its name with `-executor` and `-submit` behind it.
       */
      readonly serviceAccount?: string;
      readonly driver?: DriverResources;
      readonly executor?: ExecutorResources;
    }
  | boolean;
/**
 * The rule that misses the fact, as its message names it.
 */
export type AcceptableRule =
  | "debian-java"
  | "iceberg-release"
  | "iceberg-spark"
  | "jar-dependencies"
  | "rapids-spark"
  | "rapids-wheels"
  | "spark-java"
  | "spark-packages"
  | "spark-python"
  | "spark-scala";

/**
 * What to build: the versions, groups of packages and runtime images of this project. Checksums are in the lock.
 */
export interface Matrix {
  /**
   * Where an editor finds this schema.
   */
  readonly $schema?: string;
  readonly images: ImageSettings;
  readonly mirrors?: Mirrors;
  readonly debian: DebianSettings;
  readonly java: JavaSettings;
  readonly python: PythonSettings;
  readonly cuda?: CudaSettings;
  /**
   * The Spark distributions, one core image each.
   *
   * @minItems 1
   */
  readonly spark: readonly SparkVersion[];
  readonly jdbc?: JdbcVersions;
  readonly iceberg?: IcebergSettings;
  readonly rapids?: RapidsSettings;
  /**
   * Versions of the jars of jars-hadoop-aws by Spark line, major.minor, for a Hadoop of which `compatibility/spark.json` does not say them.
   */
  readonly hadoopAws?: {
    readonly [k: string]: HadoopAwsVersions;
  };
  /**
   * Changes to the jars of Spark distributions, made in the Spark cores. Left out, the distributions' jars are taken as they are.
   */
  readonly jarSurgery?: readonly JarSurgery[];
  /**
   * What images keep although nobody runs it in them: names of parts in `compatibility/trims.json`. Left out, all of them are left out.
   *
   * Items: Name of a part that images are otherwise built without.
   */
  readonly keep?: readonly string[];
  /**
   * The images that jobs run: a Spark core with layers on it.
   *
   * @minItems 1
   */
  readonly runtimes: readonly RuntimeSettings[];
  readonly deploy?: DeploySettings;
  /**
   * Whether there is a workflow of GitHub Actions that builds on a fleet what a change affects: `.github/workflows/images.yml`.
   */
  readonly workflow?: boolean;
  /**
   * Facts that compatibility/ does not have and that are taken for granted all the same. Each is written into the Dockerfiles that it is about, the README and the output of `npx projen`. A combination that is known not to work cannot be accepted.
   */
  readonly accept?: readonly Acceptance[];
}
/**
 * How the images are named and labelled.
 */
export interface ImageSettings {
  /**
   * Registry and path before each image name; empty for local names.
   */
  readonly registry?: string;
  /**
   * What each image name starts with; the folder's name follows it.
   */
  readonly namePrefix?: string;
  /**
   * Tag of each image; a variant's name is put after it.
   */
  readonly tag?: string;
  /**
   * URL of the repository that holds this project; the label org.opencontainers.image.source.
   */
  readonly source: string;
  /**
   * Frontend named by a `# syntax=` line on top of each Dockerfile. Left out, no such line is written and the builder's own frontend is used.
   */
  readonly syntax?: string;
  /**
   * Platforms that the images are for: every artifact that they hold has to exist for each of them.
   *
   * @minItems 1
   */
  readonly platforms?: readonly Platform[];
}
/**
 * Where downloads come from. Each is the default of a build argument; the checksum is the same whatever the source.
 */
export interface Mirrors {
  /**
   * Apache's mirror redirector, asked first for Spark; build argument APACHE_URL.
   */
  readonly apache?: string;
  /**
   * Apache's archive, which keeps superseded releases; build argument APACHE_ARCHIVE_URL.
   */
  readonly apacheArchive?: string;
  /**
   * Maven repository; build argument MAVEN_URL.
   */
  readonly maven?: string;
  /**
   * NVIDIA's Maven repository, asked first for the RAPIDS Accelerator; build argument NVIDIA_MAVEN_URL.
   */
  readonly nvidiaMaven?: string;
  /**
   * The PostgreSQL project's own downloads, asked first for its JDBC driver; build argument POSTGRESQL_URL.
   */
  readonly postgresql?: string;
  /**
   * Releases of python-build-standalone; build argument PYTHON_BUILD_STANDALONE_URL.
   */
  readonly pythonBuildStandalone?: string;
  /**
   * Index that pip downloads wheels from; build argument PIP_INDEX_URL. Empty: pip's own default.
   */
  readonly pythonIndex?: string;
  /**
   * Archive of Debian's packages as they were at a time, laid out as Debian's own: ARCHIVE/TIME/ below it; build argument DEBIAN_SNAPSHOT_URL. Needed for `$.debian.snapshot`. Plain http will do: apt checks signatures, and the base image has no authorities for https yet.
   */
  readonly debianSnapshot?: string;
}
/**
 * The operating system of every image.
 */
export interface DebianSettings {
  /**
   * Code name of the Debian release. Its packages bring the JDK.
   */
  readonly release: string;
  /**
   * Image that every base image starts from; build argument DEBIAN_IMAGE.
   */
  readonly image: string;
  /**
   * Time of the archive that packages of Debian are taken from. Left out, each build takes the newest ones of the release.
   */
  readonly snapshot?: string;
}
/**
 * The Java of every image.
 */
export interface JavaSettings {
  /**
   * Java feature release. Debian's has to have it, and every Spark to run on it.
   */
  readonly version: number;
  /**
   * `jre-headless` runs Spark. `jdk-headless` adds jmap, jcmd and javac: Spark's heap histogram calls jmap.
   */
  readonly package?: "jre-headless" | "jdk-headless";
  /**
   * Whether each Spark core has an archive of the classes that drivers and executors load, which its JVM maps instead of reading jars; `false` makes images smaller by 160 to 200 MB: docs/start-up.md. Left out, cores have one where it was tried with their Spark line and this Java.
   */
  readonly classDataSharing?: boolean;
}
/**
 * The Python interpreter and the groups of packages of python-deps. All groups come from one resolution, so that they agree.
 */
export interface PythonSettings {
  /**
   * CPython version, major and minor, or several: the first is the one of runtimes that name none. The lock has the patch.
   */
  readonly version: PythonMinor | readonly PythonMinor[];
  /**
   * PySpark of python-deps, without Spark's jars. Runtime images do not get it: theirs comes from their Spark core.
   */
  readonly pyspark: string;
  /**
   * Direct requirements of the base group, which every variant has.
   *
   * @minItems 1
   */
  readonly base: readonly Requirement[];
  /**
   * Direct requirements that BUILD_GPU_DEPS=true adds.
   *
   * @minItems 1
   */
  readonly gpu?: readonly Requirement[];
  /**
   * Direct requirements that BUILD_ICEBERG_DEPS=true adds.
   *
   * @minItems 1
   */
  readonly iceberg?: readonly Requirement[];
}
/**
 * The CUDA base image. Left out, it is not generated.
 */
export interface CudaSettings {
  /**
   * CUDA version, major and minor.
   */
  readonly version: string;
  /**
   * Image whose CUDA tree is copied; build argument CUDA_IMAGE.
   */
  readonly image: string;
}
/**
 * JDBC drivers by database: the version of each driver's Maven artifact. Left out, jdbc-drivers is not generated.
 */
export interface JdbcVersions {
  /**
   * Version of org.postgresql:postgresql.
   */
  readonly postgresql?: string;
  /**
   * Version of com.mysql:mysql-connector-j.
   */
  readonly mysql?: string;
  /**
   * Version of com.oracle.database.jdbc:ojdbc11.
   */
  readonly oracle?: string;
  /**
   * Version of com.microsoft.sqlserver:mssql-jdbc.
   */
  readonly sqlserver?: string;
  /**
   * Version of com.vertica.jdbc:vertica-jdbc.
   */
  readonly vertica?: string;
}
/**
 * Apache Iceberg for Spark. Left out, jars-iceberg is not generated.
 */
export interface IcebergSettings {
  /**
   * Version of iceberg-spark-runtime and of iceberg-aws-bundle.
   */
  readonly version: string;
}
/**
 * The RAPIDS Accelerator for Spark, for the Spark versions of this matrix that its release supports and the lock holds. Left out, jars-rapids is not generated.
 */
export interface RapidsSettings {
  /**
   * Version of rapids-4-spark.
   */
  readonly version: string;
}
/**
 * hadoop-aws and the AWS SDK that it is built with.
 */
export interface HadoopAwsVersions {
  /**
   * Version of org.apache.hadoop:hadoop-aws: that of the bundled Hadoop.
   */
  readonly version: string;
  /**
   * Version of com.amazonaws:aws-java-sdk-bundle (1.x) or software.amazon.awssdk:bundle (2.x).
   */
  readonly awsSdk: string;
}
/**
 * One change to the jars of Spark distributions: `replace` and `with`, or `add`, or `remove`.
 */
export interface JarSurgery {
  /**
   * `all`, or the Spark versions whose distributions are changed.
   */
  readonly spark: "all" | readonly SparkVersion[];
  /**
   * The jar that goes, for which `with` comes.
   */
  readonly replace?: string;
  /**
   * The jar that takes the place of the one of `replace`.
   */
  readonly with?: string;
  /**
   * A jar that the distribution does not have.
   */
  readonly add?: string;
  /**
   * The jar that goes, for which nothing comes.
   */
  readonly remove?: string;
  /**
   * Why, for whoever reads the Dockerfile, the image's label or the README.
   */
  readonly reason: string;
  /**
   * Vulnerabilities that go with this change. Another jar of the image may still have one.
   */
  readonly fixes?: readonly Vulnerability[];
}
/**
 * One runtime image for each Spark version it names.
 */
export interface RuntimeSettings {
  /**
   * `all`, or the Spark versions to make this runtime for.
   */
  readonly spark: "all" | readonly SparkVersion[];
  /**
   * Put after the folder's name, to tell two runtimes of one Spark apart.
   */
  readonly variant?: string;
  /**
   * Version of CPython, major and minor.
   */
  readonly python?: string;
  /**
   * Groups of wheels beside the base group.
   */
  readonly pythonGroups?: readonly ExtraGroup[];
  /**
   * The layers it takes, in the order of the list.
   *
   * @minItems 1
   */
  readonly layers: readonly Layer[];
}
/**
 * What a driver gets.
 */
export interface DriverResources {
  /**
   * Processors: spark.driver.cores.
   */
  readonly cores?: number;
  /**
   * What the scheduler keeps free on a node for the pod: spark.kubernetes.driver.request.cores. Less than `cores`, since pods take more where a node has it; without it Spark asks for `cores`.
   */
  readonly cpuRequest?: string;
  /**
   * Heap of the JVM: spark.driver.memory.
   */
  readonly memory?: string;
  /**
   * Memory beside the heap, such as that of Python: spark.driver.memoryOverhead.
   */
  readonly memoryOverhead?: string;
}
/**
 * What an executor gets, and how many there are.
 */
export interface ExecutorResources {
  /**
   * Executors of a job: spark.executor.instances.
   */
  readonly instances?: number;
  /**
   * Processors, and so tasks at once: spark.executor.cores.
   */
  readonly cores?: number;
  /**
   * What the scheduler keeps free on a node for the pod: spark.kubernetes.executor.request.cores. Less than `cores`, since pods take more where a node has it; without it Spark asks for `cores`.
   */
  readonly cpuRequest?: string;
  /**
   * Heap of the JVM: spark.executor.memory.
   */
  readonly memory?: string;
  /**
   * Memory beside the heap, such as that of Python: spark.executor.memoryOverhead.
   */
  readonly memoryOverhead?: string;
}
/**
 * One missing fact that is taken for granted.
 */
export interface Acceptance {
  readonly rule: AcceptableRule;
  /**
   * What the fact is about, as the message names it.
   */
  readonly for: string;
  /**
   * Why, for whoever reads the Dockerfile, the image's label or the README.
   */
  readonly reason: string;
}
