import { triedFor } from "../advise/replacements";
import type { SparkCoreFolder } from "../model/project";
import { type Evidence, inLock, inMatrix } from "./evidence";
import type { PartExplanation } from "./explanation";
import { jarCandidates } from "./jar-candidates";
import { type Candidate, tryMoves } from "./moves";
import { verifiedBy } from "./verified-by";

/** The jars that a Spark core has instead of, or beside, those of its distribution. */
export function surgeryParts(
  evidence: Evidence,
  { spark, surgery }: SparkCoreFolder,
): readonly PartExplanation[] {
  return surgery.flatMap(({ added, removed, reason }) => {
    if (!added) return [];
    const [group, artifact, version = ""] = added.coordinates.split(":");
    const places = (evidence.matrix.jarSurgery ?? []).flatMap((entry, index) =>
      (["with", "add"] as const).flatMap((key) =>
        entry[key] === added.coordinates ? [["jarSurgery", index, key]] : [],
      ),
    );
    // A jar alone may be advised where a job ran with it alone.
    const isProven = ({ version: other }: Candidate): boolean =>
      removed !== undefined &&
      triedFor(evidence.knowledge, { spark, file: removed.path }).some(
        ({ changes, failure }) =>
          failure === null && changes.length === 1 && changes[0]?.with === `${group}:${artifact}:${other}`,
      );
    const instead = removed ? ` instead of ${removed.path}` : "";
    return {
      name: `${group}:${artifact}`,
      version,
      from: [
        ...places.map((path) => inMatrix(evidence, path, `a jar${instead}: ${reason}`)),
        inLock(evidence, ["jars", added.coordinates], verifiedBy(added.verified)),
      ],
      boundBy: [],
      moves: tryMoves(
        evidence,
        places
          .flatMap((path) => jarCandidates(evidence, added.coordinates, path, "coordinates"))
          .filter(isProven),
      ),
    };
  });
}
