import { icebergAwsBundle, rapidsJar } from "../check/artifacts";
import { cite } from "../check/facts";
import { compareVersions } from "../check/nearest";
import { lineOf } from "../check/rule";
import type { JarsIcebergFolder, JarsRapidsFolder, JdbcDriversFolder, LockedJar } from "../model/project";
import { type Evidence, inLock, inMatrix } from "./evidence";
import type { Bound, PartExplanation } from "./explanation";
import { icebergJavaBounds, icebergSparkBounds, rapidsNeedBounds, rapidsSparkBounds } from "./jar-bounds";
import { jarCandidates } from "./jar-candidates";
import { type Candidate, anyOther, tryMoves } from "./moves";
import { verifiedBy } from "./verified-by";

/** The JDBC drivers. */
export function driverParts(evidence: Evidence, { drivers }: JdbcDriversFolder): readonly PartExplanation[] {
  return drivers.map(({ database, title, jar }) => {
    const path = ["jdbc", database];
    const version = versionOf(jar);
    return {
      name: `JDBC driver of ${title}`,
      version,
      from: [inMatrix(evidence, path, `"${version}"`), locked(evidence, jar)],
      boundBy: driverBounds(evidence, jar),
      moves: [
        ...tryMoves(evidence, jarCandidates(evidence, jar.coordinates, path)),
        anyOther(evidence, path),
      ],
    };
  });
}

function driverBounds({ knowledge, matrix }: Evidence, { coordinates }: LockedJar): readonly Bound[] {
  const [group, artifact, version = ""] = coordinates.split(":");
  return knowledge.jdbc.java
    .filter((row) => row.package === `${group}:${artifact}` && version.endsWith(row.suffix))
    .map((row) => ({
      says: `${artifact}${row.suffix ? ` (${row.suffix})` : ""} needs Java ${row.java} or newer; the matrix has ${matrix.java.version}`,
      source: cite("jdbc", `java of ${row.package}`, row),
    }));
}

/** The Iceberg runtime jars, of every Spark line or of one, and the AWS bundle. */
export function icebergParts(
  evidence: Evidence,
  folder: JarsIcebergFolder,
  spark?: string,
): readonly PartExplanation[] {
  const path = ["iceberg", "version"];
  const lines = folder.lines.filter(({ line }) => spark === undefined || line === lineOf(spark));
  const jars = [...lines.map(({ jar }) => jar), folder.bundle];
  return [
    {
      name: "Apache Iceberg",
      version: folder.iceberg,
      from: [inMatrix(evidence, path, `"${folder.iceberg}"`), ...jars.map((jar) => locked(evidence, jar))],
      boundBy: [...icebergSparkBounds(evidence), ...icebergJavaBounds(evidence)],
      moves: tryMoves(evidence, icebergCandidates(evidence, folder.iceberg)),
    },
  ];
}

function icebergCandidates({ knowledge, lock }: Evidence, version: string): readonly Candidate[] {
  const { newest, runtimes, java } = knowledge.iceberg;
  const bundle = icebergAwsBundle("");
  const inLock = Object.keys(lock.jars).filter((key) => key.startsWith(bundle));
  const named = [
    ...newest.map(({ release }) => release),
    ...runtimes.flatMap(({ first, last }) => [first, last]),
    ...java.map(({ from }) => from),
    ...inLock.map((key) => key.slice(bundle.length)),
  ].filter((other): other is string => other !== null && other !== version);
  return [...new Set(named)].sort(compareVersions).map((other) => ({
    version: other,
    edits: [{ path: ["iceberg", "version"], value: other }],
  }));
}

/** The RAPIDS Accelerator, for every Scala or for that of one Spark. */
export function rapidsParts(
  evidence: Evidence,
  folder: JarsRapidsFolder,
  spark?: string,
): readonly PartExplanation[] {
  const builds = folder.builds.filter(({ sparks }) => spark === undefined || sparks.includes(spark));
  return [
    {
      name: "RAPIDS Accelerator",
      version: folder.rapids,
      from: [
        inMatrix(evidence, ["rapids", "version"], `"${folder.rapids}"`),
        ...builds.map(({ jar }) => locked(evidence, jar)),
      ],
      boundBy: [
        ...builds.flatMap(({ scala }) => rapidsSparkBounds(evidence, scala)),
        ...rapidsNeedBounds(evidence),
      ],
      moves: tryMoves(evidence, rapidsCandidates(evidence, folder)),
    },
  ];
}

/** What the lock holds, and the first version of each other release that is known. */
function rapidsCandidates({ knowledge, lock }: Evidence, { rapids }: JarsRapidsFolder): readonly Candidate[] {
  const artifact = rapidsJar("", "2.").replace(/:$/, "");
  const inLock = Object.keys(lock.jars).filter((key) => key.startsWith(artifact));
  const releases = knowledge.rapids.releases.filter(({ release }) => release !== lineOf(rapids));
  const versions = new Set([
    ...inLock.map((key) => key.split(":")[2] ?? ""),
    ...releases.map(({ release }) => `${release}.0`),
  ]);
  versions.delete(rapids);
  return [...versions].sort(compareVersions).map((version) => ({
    version,
    edits: [{ path: ["rapids", "version"], value: version }],
  }));
}

function locked(evidence: Evidence, { coordinates, verified }: LockedJar) {
  return inLock(evidence, ["jars", coordinates], verifiedBy(verified));
}

function versionOf({ coordinates }: LockedJar): string {
  return coordinates.split(":")[2] ?? "";
}
