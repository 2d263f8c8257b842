import { isDeepStrictEqual } from "node:util";
import type { SparkCoreFolder } from "../../../src/model/project";
import { configured, type Mutant, type PlannedImage, ran, replacedByPage } from "../mutant";
import {
  archiveMutants,
  type ArchiveClaims,
  CORE_ARCHIVE,
  NO_ARCHIVE,
  unstarted,
  unused,
} from "./shared-classes";

const JARS = "/opt/spark/jars";
const ENTRYPOINT = "/opt/entrypoint.sh";
const LOCKED = "the jars are those of the lock, byte for byte";
const SHELL = ["a session of spark-shell runs to its end", "spark-shell evaluates an expression"];
const PARQUET = "a job writes and reads parquet with snappy, zstd and lz4";
const PI = ["a job of Java runs to its end", "a job of Java comes to pi"];
/** What a core's test claims of the jobs that it runs. */
export const CORE_JOBS: readonly string[] = [...SHELL, PARQUET, ...PI];
const ENTRY = "every command has a passwd entry";
const HOME = "every command has a home that can be written";
const JAVA_HOME = "Java has a user name and a home that can be written";

/** The claims of a core's test that fail for the core of the same Spark with other jars; none for one with the same. */
export function claimsAgainst(folder: SparkCoreFolder, other: SparkCoreFolder): readonly string[] {
  const isLabelled = folder.surgery.length > 0 && !isDeepStrictEqual(folder.surgery, other.surgery);
  return [
    ...(isLabelled ? ["the label says how its jars differ from those of the distribution"] : []),
    ...(isDeepStrictEqual(folder.jars, other.jars) ? [] : [LOCKED]),
    ...(folder.sharesClasses && !other.sharesClasses ? unused(CORE_ARCHIVE) : []),
  ];
}

/** Faults of a Spark core. */
export function sparkCoreMutants({ folder }: PlannedImage<SparkCoreFolder>): readonly Mutant[] {
  const { scala } = folder.distribution;
  const versions = [`spark-submit says ${folder.spark}`, `spark-submit says Scala ${scala}`];
  const [version = ""] = versions;
  const archive = folder.sharesClasses ? CORE_ARCHIVE : NO_ARCHIVE;
  return [
    ...jarMutants(folder, archive),
    ...(folder.sharesClasses ? archiveMutants(archive) : []),
    ran("Java is gone", 'rm "$(readlink -f "$JAVA_HOME/bin/java")"', [
      ...versions,
      ...SHELL,
      PARQUET,
      ...PI,
      JAVA_HOME,
      ...unstarted(archive),
    ]),
    {
      fault: "Spark says that it is of another version",
      instructions: [
        "RUN mkdir /etc/spark && echo version=0.1.0 >/etc/spark/spark-version-info.properties",
        "ENV SPARK_CONF_DIR=/etc/spark",
      ],
      claims: [version, ...unstarted(archive)],
    },
    ran("the directory of settings is not empty", "echo >/opt/spark/conf/spark-defaults.conf", [
      "the directory conf is empty",
    ]),
    ran("a second Py4J", "cp /opt/spark/python/lib/py4j-*-src.zip /opt/spark/py4j-0.10.9.1-src.zip", [
      "there is one Py4J for Python",
    ]),
    configured("Python does not find Py4J", "ENV PYTHONPATH=/opt/spark/python", [
      "PYTHONPATH names files that are there",
    ]),
    ran("the work-dir cannot be written", "chmod 0755 /opt/spark/work-dir", [
      "the work-dir can be written by group 0",
    ]),
    configured("it works elsewhere", "WORKDIR /opt/spark", ["the working directory is /opt/spark/work-dir"]),
    ran("it is too large", "truncate -s 700M /opt/spark/large", [
      `it is below ${folder.sharesClasses ? "1.2 GB" : "1 GB"}`,
    ]),
    ...entrypointMutants(archive),
  ];
}

function jarMutants(
  { spark, distribution: { scala } }: SparkCoreFolder,
  archive: ArchiveClaims,
): readonly Mutant[] {
  const kubernetes = `${JARS}/spark-kubernetes_${scala}-${spark}.jar`;
  const core = `${JARS}/spark-core_${scala}-${spark}.jar`;
  return [
    ran("the Kubernetes backend is gone", `rm ${kubernetes}`, [
      LOCKED,
      "the Kubernetes backend is there",
      ...unused(archive),
    ]),
    ran("a codec's jar is gone", `rm ${JARS}/snappy-java-*.jar`, [LOCKED, PARQUET, ...unused(archive)]),
    // Scala's compiler reads every jar, whether a job needs it or not.
    ran("a jar is an HTML page", replacedByPage(`${JARS}/JTransforms-*.jar`), [
      LOCKED,
      ...SHELL,
      PARQUET,
      ...unused(archive),
    ]),
    ran("Spark core is there twice", `mkdir ${JARS}/again && ln -s ${core} ${JARS}/again/`, [
      LOCKED,
      "the jars of Spark core are there once",
    ]),
  ];
}

function entrypointMutants(archive: ArchiveClaims): readonly Mutant[] {
  return [
    configured("another entrypoint", `ENTRYPOINT ["${ENTRYPOINT}", "env"]`, [
      "the entrypoint is /opt/entrypoint.sh",
    ]),
    ran("the entrypoint does not provide a passwd entry", `sed -i 's/^provide_home$/:/' ${ENTRYPOINT}`, [
      ...SHELL,
      PARQUET,
      ...PI,
      ENTRY,
      HOME,
      JAVA_HOME,
      // A driver comes as far as its settings.
      ...unused(archive),
    ]),
    ran("the entrypoint starts any executor", `sed -i 's/^  require .*/  true \\\\/' ${ENTRYPOINT}`, [
      "an executor without its variables is refused",
    ]),
    ran(
      "the entrypoint lets the driver choose its mode",
      `sed -i 's/--deploy-mode client //' ${ENTRYPOINT}`,
      ["a driver is handed to spark-submit in client mode"],
    ),
  ];
}
