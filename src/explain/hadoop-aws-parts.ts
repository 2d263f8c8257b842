import { cite } from "../check/facts";
import { lineOf, list } from "../check/rule";
import type { JarsHadoopAwsFolder } from "../model/project";
import { type Evidence, inLock, inMatrix } from "./evidence";
import type { PartExplanation } from "./explanation";
import { movesWith } from "./moves";
import { verifiedBy } from "./verified-by";

/** The jars of s3a://, for every Hadoop of the matrix or for that of one Spark. */
export function hadoopAwsParts(
  evidence: Evidence,
  folder: JarsHadoopAwsFolder,
  spark?: string,
): readonly PartExplanation[] {
  const builds = folder.builds.filter(({ sparks }) => spark === undefined || sparks.includes(spark));
  return builds.flatMap(({ hadoop, sparks, jars }) => {
    const rows = evidence.knowledge.spark.s3a.filter((row) => row.hadoop === hadoop);
    const lines = new Set(sparks.map(lineOf));
    const named = [...lines].filter((line) => evidence.matrix.hadoopAws?.[line] !== undefined);
    return jars.map(({ coordinates, verified }) => {
      const [group, artifact, version = ""] = coordinates.split(":");
      return {
        name: `${group}:${artifact}`,
        version,
        from: [
          ...named.map((line) =>
            inMatrix(evidence, ["hadoopAws", line], `the jars of s3a:// for Spark ${line}`),
          ),
          inLock(evidence, ["jars", coordinates], verifiedBy(verified)),
        ],
        boundBy: rows.map((row) => ({
          says: `Hadoop ${hadoop}, which Spark ${list(sparks)} brings, goes with ${list(row.jars)}`,
          source: cite("spark", `s3a of ${hadoop}`, row),
        })),
        moves: movesWith(`the Hadoop ${hadoop} of Spark ${list(sparks)}`),
      };
    });
  });
}
