import { lineOf, list } from "../../src/check/rule";
import type { SparkClassDataSharing } from "../../src/model/compatibility/spark";
import type { Project, SparkCoreFolder } from "../../src/model/project";
import { UsageError } from "../../src/model/usage-error";
import { newest } from "../../src/resolve/newest";

/**
 * The Spark cores whose classes are listed, one of each line.
 *
 * @param rows the lines that have an archive of classes
 * @param sparks versions; none: the newest of each line
 * @throws UsageError naming each version that there is no list for, and each line that is asked for twice
 */
export function chosenCores(
  { folders }: Pick<Project, "folders">,
  rows: readonly Pick<SparkClassDataSharing, "line">[],
  sparks: readonly string[],
): readonly SparkCoreFolder[] {
  const lines = new Set(rows.map(({ line }) => line));
  const cores = folders
    .filter((folder) => folder.kind === "spark-core")
    .filter(({ spark }) => lines.has(lineOf(spark)));
  const versions = cores.map(({ spark }) => spark);
  const wanted = sparks.length > 0 ? new Set(sparks) : new Set(newestOfEachLine(versions));
  const problems = [...unknown(wanted, versions), ...several(wanted)];
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  return cores.filter(({ spark }) => wanted.has(spark));
}

function newestOfEachLine(versions: readonly string[]): readonly string[] {
  return [...byLine(versions).values()].flatMap((same) => newest(same) ?? []);
}

function unknown(wanted: ReadonlySet<string>, versions: readonly string[]): readonly string[] {
  return [...wanted]
    .filter((spark) => !versions.includes(spark))
    .map(
      (spark) =>
        `SPARK: found "${spark}", allowed: ${list(versions)}, which matrix.json has and whose line has a row in classDataSharing of compatibility/spark.json.`,
    );
}

function several(wanted: ReadonlySet<string>): readonly string[] {
  return [...byLine([...wanted])]
    .filter(([, same]) => same.length > 1)
    .map(
      ([line, same]) =>
        `SPARK: found ${same.join(" and ")}, allowed: one version of ${line}, which has one list.`,
    );
}

function byLine(versions: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const lines = new Map<string, readonly string[]>();
  for (const version of versions) {
    const line = lineOf(version);
    lines.set(line, [...(lines.get(line) ?? []), version]);
  }
  return lines;
}
