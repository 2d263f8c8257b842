import type { Checksum } from "../checksum";
import { sha256, sha512 } from "../checksum";
import { folderName, type Build, type Plan } from "../plan";
import type { BuildInputs } from "../supply";

/** A download of a committed Dockerfile that cases disturb. */
export interface Subject {
  /** The name of the Dockerfile's folder. */
  readonly folder: string;
  /** The stage that downloads; the whole image where it is left out. */
  readonly target?: string;
  /** The build argument of each of its sources, in the order in which they are asked. */
  readonly sources: Readonly<Record<string, string>>;
  /** Words of the RUN that downloads: its layers in the build cache are known by them. */
  readonly run: string;
  /** The file that is downloaded. */
  readonly artifact: (lock: Plan["lock"], inputs: BuildInputs) => Artifact;
}

/** A file that a build downloads. */
export interface Artifact {
  /** As its URLs end. */
  readonly file: string;
  readonly checksum: Checksum;
  /** Where the image has its bytes; undefined where it is unpacked. */
  readonly inImage?: string;
}

const JAR = "org.postgresql:postgresql:";
const SPARK = "3.5.8";
const PYTHON = "3.10";
const WHEEL = "certifi";

/** The PostgreSQL driver: the jar with two sources. */
const jar: Subject = {
  folder: "jdbc-drivers",
  sources: { first: "POSTGRESQL_URL", second: "MAVEN_URL" },
  run: "fetch postgresql-",
  artifact(lock) {
    const [, found] = Object.entries(lock.jars).find(([coordinates]) => coordinates.startsWith(JAR)) ?? [];
    if (!found)
      throw new Error(`lock.json: jars: found nothing that begins with ${JAR}, which cases disturb.`);
    return { file: found.file, checksum: sha256(found.sha256), inImage: `/opt/jdbc/${found.file}` };
  },
};

/** A Spark distribution: some hundred megabytes, with a mirror network and an archive. */
const spark: Subject = {
  folder: `spark-${SPARK}-core`,
  sources: { first: "APACHE_URL", second: "APACHE_ARCHIVE_URL" },
  run: `fetch spark-${SPARK}-bin`,
  artifact: (_, inputs) => ({
    file: `spark-${SPARK}-bin-hadoop3.tgz`,
    checksum: sha512(inputs.arguments["SPARK_SHA512"] ?? ""),
  }),
};

/** CPython: one source only. */
const cpython: Subject = {
  folder: `python-${PYTHON}`,
  sources: { first: "PYTHON_BUILD_STANDALONE_URL" },
  run: 'fetch "cpython-',
  artifact(_, { arguments: given }) {
    const machine = "x86_64-unknown-linux-gnu-install_only_stripped";
    return {
      file: `cpython-${given["PYTHON_VERSION"]}+${given["PYTHON_RELEASE"]}-${machine}.tar.gz`,
      checksum: sha256(given["PYTHON_AMD64_SHA256"] ?? ""),
    };
  },
};

/** The wheel that pip asks for first. */
const wheel: Subject = {
  folder: "python-deps",
  target: "wheels",
  sources: { first: "PIP_INDEX_URL" },
  run: "install-wheels base",
  artifact(lock) {
    const [found] = lock.wheels[PYTHON]?.[WHEEL]?.files ?? [];
    if (!found)
      throw new Error(`lock.json: wheels: found no ${WHEEL} for Python ${PYTHON}, which cases disturb.`);
    return { file: found.file, checksum: sha256(found.sha256) };
  },
};

/** Every download that cases disturb, by the name that cases use. */
export const SUBJECTS = { jar, spark, cpython, wheel } as const;

/** The name of a subject. */
export type SubjectName = keyof typeof SUBJECTS;

/** The build of a subject's Dockerfile, without variants. @throws Error when the matrix has none */
export function buildOf({ folder }: Subject, builds: readonly Build[]): Build {
  const found = builds.find(
    (build) => folderName(build) === folder && Object.keys(build.arguments).length === 0,
  );
  if (!found) throw new Error(`matrix.json makes no image ${folder}, which cases of faults build.`);
  return found;
}
