import type { Project } from "../model/project";
import type { Part } from "./finding";
import { holdersOfSparks } from "./holders";

/** Versions of Spark whose core has a jar, by the jar's path under the folder `jars`, after the changes of the matrix. */
export type SparkFiles = ReadonlyMap<string, readonly string[]>;

/** The jars of every Spark core. */
export function sparkFiles({ folders }: Project): SparkFiles {
  const sparks = new Map<string, string[]>();
  for (const folder of folders) {
    if (folder.kind !== "spark-core") continue;
    for (const { path } of folder.jars ?? []) {
      const known = sparks.get(path);
      if (known) known.push(folder.spark);
      else sparks.set(path, [folder.spark]);
    }
  }
  return sparks;
}

/**
 * A Maven artifact among the jars of the Spark cores: a part for each version of it. The lock names a distribution's jars
 * by file, so a jar is known by its artifact and version (`avro-1.11.2.jar`); its group is taken from who asks.
 */
export function sparkJars(project: Project, files: SparkFiles, name: string): readonly Part[] {
  const artifact = name.slice(name.indexOf(":") + 1);
  const versions = new Map<string, string[]>();
  for (const file of files.keys()) {
    const version = versionOf(file, artifact);
    if (version !== undefined) versions.set(version, [...(versions.get(version) ?? []), file]);
  }
  return [...versions].map(([version, ofVersion]) => {
    const bundled = ofVersion.flatMap((file) => (files.get(file) ?? []).map((spark) => ({ spark, file })));
    const images = holdersOfSparks(project, new Set(bundled.map(({ spark }) => spark)));
    return { name, version, bundled, images };
  });
}

/**
 * The version in a jar's file name: `1.11.2` of `avro-1.11.2.jar`; undefined for another artifact, such as that of
 * `log4j-1.2-api-2.20.0.jar` for `log4j`.
 */
function versionOf(file: string, artifact: string): string | undefined {
  const base = file.slice(file.lastIndexOf("/") + 1);
  const isJar = base.startsWith(`${artifact}-`) && base.endsWith(".jar");
  const version = isJar ? base.slice(artifact.length + 1, -".jar".length) : "";
  return /^\d/.test(version) && !/-[a-z]+-\d+\.\d/i.test(version) ? version : undefined;
}
