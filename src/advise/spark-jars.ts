import type { Project } from "../model/project";
import type { Bundled, Part } from "./finding";
import { holdersOfSparks } from "./parts";

/**
 * A Maven artifact among the jars of the Spark cores, after the changes that the matrix asks for: a part for each version
 * of it. The lock names a distribution's jars by file, so a jar is known by its artifact and version
 * (`avro-1.11.2.jar`); its group is taken from who asks.
 */
export function sparkJars(project: Project, name: string): readonly Part[] {
  const artifact = name.slice(name.indexOf(":") + 1);
  const places = new Map<string, Bundled[]>();
  for (const folder of project.folders) {
    if (folder.kind !== "spark-core") continue;
    for (const { path: file } of folder.jars ?? []) {
      const version = versionOf(file, artifact);
      if (version === undefined) continue;
      places.set(version, [...(places.get(version) ?? []), { spark: folder.spark, file }]);
    }
  }
  return [...places].map(([version, bundled]) => {
    const sparks = [...new Set(bundled.map(({ spark }) => spark))];
    return { name, version, bundled, images: holdersOfSparks(project, sparks) };
  });
}

/** The version in a jar's file name: `1.11.2` of `avro-1.11.2.jar`; undefined for another artifact. */
function versionOf(file: string, artifact: string): string | undefined {
  const base = file.slice(file.lastIndexOf("/") + 1);
  const isJar = base.startsWith(`${artifact}-`) && base.endsWith(".jar");
  const version = isJar ? base.slice(artifact.length + 1, -".jar".length) : "";
  return /^\d/.test(version) ? version : undefined;
}
