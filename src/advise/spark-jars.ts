import type { Project } from "../model/project";
import type { Bundled, Part } from "./finding";
import { holdersOfSparks } from "./holders";
import { type JarName, jarNames } from "./jar-names";

/**
 * Maven artifacts among the jars of the Spark cores, after the changes of the matrix: of each, a part for each version.
 * The lock names a distribution's jars by file, so a jar is known by its artifact and version (`avro-1.11.2.jar`); its
 * group is taken from who asks.
 *
 * @param names Groups and artifacts, such as `org.apache.avro:avro`.
 */
export function sparkJars(
  project: Project,
  names: ReadonlySet<string>,
): ReadonlyMap<string, readonly Part[]> {
  const places = placesOf(project, new Set([...names].map(artifactOf)));
  return new Map([...names].map((name) => [name, partsOf(project, name, places.get(artifactOf(name)))]));
}

/** Where each version of an artifact is. */
type Versions = ReadonlyMap<string, readonly Bundled[]>;

function partsOf(project: Project, name: string, versions: Versions = new Map()): readonly Part[] {
  return [...versions].map(([version, bundled]) => {
    const images = holdersOfSparks(
      project,
      bundled.map(({ spark }) => spark),
    );
    return { name, version, bundled, images };
  });
}

/** The versions of each artifact by its name. */
function placesOf({ folders }: Project, artifacts: ReadonlySet<string>): ReadonlyMap<string, Versions> {
  const found = new Map<string, Map<string, Bundled[]>>();
  const namesOf = new Map<string, readonly JarName[]>();
  for (const folder of folders) {
    if (folder.kind !== "spark-core") continue;
    for (const { path: file } of folder.jars ?? []) {
      const names = namesOf.get(file) ?? jarNames(file).filter(({ artifact }) => artifacts.has(artifact));
      namesOf.set(file, names);
      for (const { artifact, version } of names) {
        const versions = found.get(artifact) ?? new Map<string, Bundled[]>();
        const places = versions.get(version) ?? [];
        places.push({ spark: folder.spark, file });
        found.set(artifact, versions.set(version, places));
      }
    }
  }
  return found;
}

function artifactOf(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
