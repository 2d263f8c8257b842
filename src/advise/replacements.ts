import type { JarProof } from "../model/compatibility/jar-proofs";
import type { Knowledge } from "../model/knowledge";
import { oncePer } from "../model/once-per";
import type { Bundled } from "./finding";
import { jarNames } from "./jar-names";
import type { Trial } from "./trial";
import { type Range, isAffected } from "./versions";

/** The runs of the job with another jar in the place of one of a Spark distribution. */
export function triedFor(knowledge: Knowledge, { spark, file }: Bundled): readonly JarProof[] {
  const name = file.slice(file.lastIndexOf("/") + 1);
  return (proofsBySpark(knowledge["jar-proofs"].proofs).get(spark) ?? []).filter(({ changes }) =>
    changes.some(({ replace, remove }) => (replace ?? remove) === name || (replace ?? remove) === file),
  );
}

const proofsBySpark = oncePer<readonly JarProof[], ReadonlyMap<string, readonly JarProof[]>>((proofs) => {
  const sparks = new Set(proofs.map(({ spark }) => spark));
  return new Map([...sparks].map((spark) => [spark, proofs.filter((proof) => proof.spark === spark)]));
});

/**
 * What may be put in the place of a vulnerable jar of a Spark distribution: a set of changes that a job has run with on the
 * Java of the matrix, that brings no version with a known vulnerability and that the rules accept; else why there is none.
 *
 * @param rangesOf What is known of the vulnerabilities of an artifact, by its name without a group.
 */
export function replacementWay(
  knowledge: Knowledge,
  trial: Trial,
  place: Bundled,
  rangesOf: (artifact: string) => readonly Range[],
): string {
  const tried = triedFor(knowledge, place);
  const java = String(trial.matrix.java.version);
  const proven = tried
    .filter(
      (proof) => proof.failure === null && proof.java.split(".")[0] === java && isClean(proof, rangesOf),
    )
    .toSorted((a, b) => a.changes.length - b.changes.length);
  const ways = proven.map((proof) => ({
    proof,
    objections: trial.againstChanges(place.spark, proof.changes),
  }));
  const open = ways.find(({ objections }) => objections.length === 0);
  if (open) return `or put ${described(open.proof, place)}, then npx projen lock`;
  const [refused] = ways;
  if (refused) return `${described(refused.proof, place)}, is refused: ${refused.objections.join("; ")}`;
  return tried.length > 0
    ? "no other jar in its place is known to work"
    : "no other jar in its place was tried";
}

function isClean({ changes }: JarProof, rangesOf: (artifact: string) => readonly Range[]): boolean {
  return changes.every((change) => {
    const [, artifact = "", version = ""] = (change.with ?? change.add ?? "").split(":");
    return rangesOf(artifact).every((range) => !isAffected(version, range));
  });
}

/** A set of changes in a few words; docs/advice.md has it whole. */
function described({ changes }: JarProof, { file }: Bundled): string {
  const names = new Set(jarNames(file).map(({ artifact }) => artifact));
  const main = changes.find((change) => names.has((change.with ?? "").split(":")[1] ?? ""));
  const comes = main?.with ?? "nothing";
  const others = changes.length - 1;
  const more =
    others > 0 ? `, with the ${others === 1 ? "other change" : `${others} other changes`} of its set` : "";
  return `${comes} in its place in $.jarSurgery${more}, as a job ran with (docs/advice.md)`;
}
