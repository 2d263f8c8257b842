import type { Project } from "../model/project";
import type { Part } from "./finding";
import { holdersOfSpark } from "./parts";

/**
 * The jars of every Spark core that are a Maven artifact, after the changes that the matrix asks for. The lock names a
 * distribution's jars by file, so a jar is known by its artifact and version (`avro-1.11.2.jar`); its group is taken
 * from the row that asks.
 */
export function sparkJars(project: Project, name: string): readonly Part[] {
  const artifact = name.slice(name.indexOf(":") + 1);
  return project.folders.flatMap((folder) => {
    if (folder.kind !== "spark-core") return [];
    return (folder.jars ?? []).flatMap(({ path: file }) => {
      const version = versionOf(file, artifact);
      if (version === undefined) return [];
      const { spark } = folder;
      return [{ name, version, bundled: { spark, file }, images: holdersOfSpark(project, spark) }];
    });
  });
}

/** The version in a jar's file name: `1.11.2` of `avro-1.11.2.jar`; undefined for another artifact. */
function versionOf(file: string, artifact: string): string | undefined {
  const base = file.slice(file.lastIndexOf("/") + 1);
  const isJar = base.startsWith(`${artifact}-`) && base.endsWith(".jar");
  const version = isJar ? base.slice(artifact.length + 1, -".jar".length) : "";
  return /^\d/.test(version) ? version : undefined;
}
