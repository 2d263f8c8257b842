import { cite } from "./facts";
import { compareVersions } from "./nearest";
import { type RuleInput, lineOf, list } from "./rule";

/** Why the lock cannot hold an artifact, and what to do. */
export interface Unpinned {
  readonly why: string;
  readonly fix: string;
}

/** What is known of an artifact that exists and that no checksum is known of; undefined for every other one. */
export function unpinned(
  { knowledge, matrix, lockFile }: RuleInput,
  coordinates: string,
): Unpinned | undefined {
  const [group, artifact, version = ""] = coordinates.split(":");
  const isUnpinned = (name: string): boolean =>
    knowledge.rapids.unpinned.some((row) => row.package === name && compareVersions(version, row.from) >= 0);
  const row = knowledge.rapids.unpinned.find((other) => other.package === `${group}:${artifact}`);
  if (!row || !isUnpinned(row.package)) return undefined;
  const release = knowledge.rapids.releases.find(
    (other) => other.release === lineOf(matrix.rapids?.version ?? ""),
  );
  const pinned = Object.entries(release?.spark ?? {}).flatMap(([scala, sparks]) =>
    isUnpinned(`com.nvidia:rapids-4-spark_${scala}`)
      ? []
      : sparks.filter((spark) => builtFor(spark) === scala),
  );
  const newest = pinned.toSorted((a, b) => compareVersions(b, a));
  return {
    why: `and no checksum of it is known ${cite("rapids", `unpinned ${row.package}`, row)}`,
    fix: `take Spark ${list(newest)}, or \`npx projen lock\` where a repository answers with it: once ${lockFile.file} holds it, it works`,
  };

  function builtFor(spark: string): string | undefined {
    return knowledge.spark.scala.find(({ line }) => line === lineOf(spark))?.scala[0];
  }
}
