import { lineOf } from "../check/rule";
import { buildFor } from "../model/build-for";
import type { ImageFolder, LockedJar, Project } from "../model/project";
import type { LockedPart } from "./locked-part";

/** Every jar beside those of the Spark distributions, each once. */
export function lockedJars({ folders }: Project): readonly LockedPart[] {
  const layers = folders.filter(({ kind }) => kind !== "spark-core" && kind !== "runtime");
  const cores = new Map(
    folders.flatMap((folder) => (folder.kind === "spark-core" ? [[folder.spark, folder]] : [])),
  );
  const parts = new Map<string, { readonly jar: LockedJar; readonly images: string[] }>();
  for (const folder of folders) {
    for (const jar of jarsIn(folder, layers, cores)) {
      const known = parts.get(jar.coordinates);
      if (known) known.images.push(folder.name);
      else parts.set(jar.coordinates, { jar, images: [folder.name] });
    }
  }
  return [...parts.values()].map(({ jar, images }) => {
    const [group, artifact, version = ""] = jar.coordinates.split(":");
    const { license, attention = "" } = jar;
    return { name: `${group}:${artifact}`, version, images, license, attention };
  });
}

/** Jars that an image holds beside those of its Spark distribution: a runtime has those of its core and its layers. */
function jarsIn(
  folder: ImageFolder,
  layers: readonly ImageFolder[],
  cores: ReadonlyMap<string, ImageFolder>,
): readonly LockedJar[] {
  if (folder.kind !== "runtime") return jarsOf(folder);
  const taken = layers.filter(({ kind }) => (folder.layers as readonly string[]).includes(kind));
  const core = cores.get(folder.spark);
  return [...(core ? [core] : []), ...taken].flatMap((other) => jarsOf(other, folder.spark));
}

/** Jars that a folder adds; of one that chooses by Spark version, all, or those for one Spark. */
function jarsOf(folder: ImageFolder, spark?: string): readonly LockedJar[] {
  switch (folder.kind) {
    case "spark-core":
      return folder.surgery.flatMap(({ added }) => (added ? [added] : []));
    case "jdbc-drivers":
      return folder.drivers.map(({ jar }) => jar);
    case "jars-hadoop-aws":
      return buildsOf(folder.builds, spark).flatMap(({ jars }) => jars);
    case "jars-iceberg": {
      const lines = folder.lines.filter(({ line }) => spark === undefined || line === lineOf(spark));
      return [...lines.map(({ jar }) => jar), folder.bundle];
    }
    case "jars-rapids":
      return buildsOf(folder.builds, spark).map(({ jar }) => jar);
    default:
      return [];
  }
}

function buildsOf<T extends { readonly sparks: readonly string[] }>(
  builds: readonly T[],
  spark: string | undefined,
): readonly T[] {
  if (spark === undefined) return builds;
  const build = buildFor(builds, spark);
  return build ? [build] : [];
}
