import { cite } from "../check/facts";
import { list } from "../check/rule";
import { sparkLines } from "../check/runtime-sparks";
import type { CudaFolder, SparkCoreFolder } from "../model/project";
import { type Evidence, inLock, inMatrix, inSchema } from "./evidence";
import type { Bound, PartExplanation } from "./explanation";
import { type Candidate, movesWith, tryMoves } from "./moves";

/** Debian, which every image stands on. */
export function debianPart(evidence: Evidence): PartExplanation {
  const { matrix, knowledge, project } = evidence;
  const { release, image, snapshot } = matrix.debian;
  const known = knowledge.os.releases.find((row) => row.release === release);
  return {
    name: "Debian",
    version: known?.version ?? release,
    from: [
      inMatrix(evidence, ["debian", "release"], `"${release}"`),
      inMatrix(evidence, ["debian", "image"], `"${image}", the image that it comes from`),
      ...lockedImage(evidence, image),
      snapshot === undefined
        ? inSchema(["debian", "snapshot"], "none: packages are not pinned, a build takes the newest ones")
        : inMatrix(evidence, ["debian", "snapshot"], `"${snapshot}", the time that its packages are of`),
    ],
    boundBy: knowledge.os.jdks
      .filter((row) => row.release === release)
      .map((row) => ({
        says: `${project.settings.debian} has OpenJDK ${row.java}; the matrix has ${matrix.java.version}`,
        source: cite("os", `jdk ${row.java} of ${release}`, row),
      })),
    moves: tryMoves(evidence, debianCandidates(evidence)),
  };
}

/** The JDK, a package of Debian. */
export function javaPart(evidence: Evidence): PartExplanation {
  const { matrix } = evidence;
  const { version, package: variant, classDataSharing } = matrix.java;
  return {
    name: "OpenJDK",
    version: String(version),
    from: [
      inMatrix(evidence, ["java", "version"], String(version)),
      variant === undefined
        ? inSchema(["java", "package"], '"jre-headless", the default')
        : inMatrix(evidence, ["java", "package"], `"${variant}"`),
      classDataSharing === undefined
        ? inSchema(["java", "classDataSharing"], says(evidence, "true, the default"))
        : inMatrix(evidence, ["java", "classDataSharing"], says(evidence, String(classDataSharing))),
    ],
    boundBy: [...javaBounds(evidence), ...sharingBounds(evidence)],
    moves: tryMoves(evidence, javaCandidates(evidence)),
  };
}

function says({ project }: Evidence, value: string): string {
  const cores = project.folders.filter((folder) => folder.kind === "spark-core");
  const [all, some] = [cores.every(sharesClasses), cores.some(sharesClasses)];
  const which = all ? "have an" : some ? "of some lines have an" : "have no";
  return `${value}, Spark cores ${which} archive of classes`;
}

const sharesClasses = ({ sharesClasses: shares }: SparkCoreFolder): boolean => shares;

/** The Java releases that an archive of classes was tried with, where the matrix does not do without. */
function sharingBounds({ matrix, knowledge }: Evidence): readonly Bound[] {
  if (matrix.java.classDataSharing === false) return [];
  const lines = new Set(sparkLines(matrix).map(({ line }) => line));
  return knowledge.spark.classDataSharing
    .filter(({ line }) => lines.has(line))
    .map((row) => ({
      says: `Class-data sharing was tried with Spark ${row.line} on Java ${row.java}`,
      source: cite("spark", `classDataSharing of ${row.line}`, row),
    }));
}

function javaBounds({ matrix, knowledge }: Evidence): readonly Bound[] {
  const lines = new Set(sparkLines(matrix).map(({ line }) => line));
  const jdks = knowledge.os.jdks.filter(({ release }) => release === matrix.debian.release);
  return [
    ...jdks.map((row) => ({
      says: `Debian ${row.release} has OpenJDK ${row.java}`,
      source: cite("os", `jdk ${row.java} of ${row.release}`, row),
    })),
    ...knowledge.spark.java
      .filter(({ line }) => lines.has(line))
      .map((row) => ({
        says: `Spark ${row.line} runs on Java ${row.lowest} to ${row.highest}`,
        source: cite("spark", `java of ${row.line}`, row),
      })),
  ];
}

/** Each JDK that a known Debian has, with that Debian where it is not the matrix's own. */
function javaCandidates(evidence: Evidence): readonly Candidate[] {
  const { matrix, knowledge } = evidence;
  return knowledge.os.jdks
    .filter(({ java }) => java !== matrix.java.version)
    .map(({ java, release }) => {
      const isHere = release === matrix.debian.release;
      return {
        version: isHere ? String(java) : `${java} on ${release}`,
        edits: [
          { path: ["java", "version"], value: java },
          ...(isHere ? [] : debianEdits(evidence, release)),
        ],
      };
    });
}

/** Each other Debian that is known, with the matrix's Java where it has that, and otherwise each of its own. */
function debianCandidates(evidence: Evidence): readonly Candidate[] {
  const { matrix, knowledge } = evidence;
  const others = knowledge.os.releases.filter(({ release }) => release !== matrix.debian.release);
  return others.flatMap(({ release }) => {
    const javas = knowledge.os.jdks.filter((row) => row.release === release).map(({ java }) => java);
    const edits = debianEdits(evidence, release);
    if (javas.includes(matrix.java.version)) return [{ version: release, edits }];
    return javas.map((java) => ({
      version: `${release} with Java ${java}`,
      edits: [...edits, { path: ["java", "version"], value: java }],
    }));
  });
}

function debianEdits({ matrix }: Evidence, release: string) {
  const { image } = matrix.debian;
  const [tag = image] = image.replace(matrix.debian.release, release).split("@");
  return [
    { path: ["debian", "release"], value: release },
    { path: ["debian", "image"], value: tag },
  ];
}

/** The CUDA libraries. */
export function cudaPart(evidence: Evidence, { cuda, image }: CudaFolder): PartExplanation {
  const { knowledge } = evidence;
  const bounds = knowledge.python.rapids.filter((row) => row.cuda !== null);
  return {
    name: "CUDA",
    version: cuda,
    from: [
      inMatrix(evidence, ["cuda", "version"], `"${cuda}"`),
      inMatrix(evidence, ["cuda", "image"], `"${image}", the image that it comes from`),
      ...lockedImage(evidence, image),
    ],
    boundBy: bounds.map((row) => ({
      says: `The RAPIDS wheels ${row.release} work with CUDA ${row.cuda?.from} to ${row.cuda?.through}`,
      source: cite("python", `rapids ${row.release}`, row),
    })),
    moves: movesWith(`its image: write both at ${list([inMatrix(evidence, ["cuda"], "").at])}`),
  };
}

/** What the lock says of an image of another project. */
function lockedImage(evidence: Evidence, image: string) {
  const entry = evidence.lock.images?.[image];
  if (!entry) return [];
  return [
    inLock(evidence, ["images", image], entry.digest === null ? "not pinned to a digest" : entry.digest),
  ];
}
