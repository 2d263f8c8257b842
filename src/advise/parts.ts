import { lineOf } from "../check/rule";
import type { Jar } from "../model/lock";
import type { ImageFolder, LockedJar, Project } from "../model/project";
import type { Part } from "./finding";

/** A part that the lock pins: a jar or a Python package, with its licence. */
export interface LockedPart extends Part {
  readonly license: string;
  /** What whoever ships the image must know of the licence; empty where there is nothing. */
  readonly attention: string;
}

/** Names of the folders whose images hold something, parents first. */
export function holders({ folders }: Project, holds: (folder: ImageFolder) => boolean): readonly string[] {
  return folders.filter(holds).map(({ name }) => name);
}

/** Folders that one of some Spark distributions is in: their cores, and the runtimes on those. */
export function holdersOfSparks(project: Project, sparks: readonly string[]): readonly string[] {
  return holders(
    project,
    (folder) => (folder.kind === "spark-core" || folder.kind === "runtime") && sparks.includes(folder.spark),
  );
}

/** Folders that a Python is in. */
export function holdersOfPython(project: Project, minor: string): readonly string[] {
  return holders(
    project,
    (folder) =>
      ((folder.kind === "python" || folder.kind === "python-deps") && folder.minor === minor) ||
      (folder.kind === "runtime" && folder.python === minor),
  );
}

/** Every jar of a layer, each once. */
export function lockedJars(project: Project): readonly LockedPart[] {
  return gathered(project, (folder) =>
    jarsIn(project, folder).map((jar) => {
      const [group, artifact, version = ""] = jar.coordinates.split(":");
      return { name: `${group}:${artifact}`, version, ...licensed(jar) };
    }),
  );
}

/** Every Python package, each version once. */
export function lockedPackages(project: Project): readonly LockedPart[] {
  return gathered(project, (folder) =>
    folder.kind === "python-deps" || folder.kind === "runtime"
      ? folder.groups.flatMap(({ packages }) =>
          packages.map((found) => ({ name: found.name, version: found.version, ...licensed(found) })),
        )
      : [],
  );
}

/** What folders hold, by name and version, each with the folders that hold it. */
function gathered(
  { folders }: Project,
  partsOf: (folder: ImageFolder) => readonly Omit<LockedPart, "images">[],
): readonly LockedPart[] {
  const parts = new Map<string, { part: Omit<LockedPart, "images">; images: Set<string> }>();
  for (const folder of folders) {
    for (const part of partsOf(folder)) {
      const key = `${part.name} ${part.version}`;
      const known = parts.get(key) ?? { part, images: new Set() };
      parts.set(key, known);
      known.images.add(folder.name);
    }
  }
  return [...parts.values()].map(({ part, images }) => ({ ...part, images: [...images] }));
}

/** The distributions that are no jar and no package: Spark, PySpark, CPython. */
export function lockedDistributions(project: Project): readonly LockedPart[] {
  return project.folders.flatMap((folder) => {
    switch (folder.kind) {
      case "spark-core": {
        const images = holdersOfSparks(project, [folder.spark]);
        return [{ name: "Spark", version: folder.spark, images, ...licensed(folder.distribution) }];
      }
      case "python": {
        const images = holdersOfPython(project, folder.minor);
        return [{ name: "Python", version: folder.build.version, images, ...licensed(folder.build) }];
      }
      case "python-deps":
        return [
          {
            name: "PySpark",
            version: folder.pyspark.version,
            images: [folder.name],
            ...licensed(folder.pyspark),
          },
        ];
      default:
        return [];
    }
  });
}

function licensed({ license, attention = "" }: Pick<Jar, "license" | "attention">) {
  return { license, attention };
}

/** Jars that a folder adds; of one that chooses by Spark version, all, or those for one Spark. */
function jarsOf(folder: ImageFolder, spark?: string): readonly LockedJar[] {
  switch (folder.kind) {
    case "spark-core":
      return folder.surgery.flatMap(({ added }) => (added ? [added] : []));
    case "jdbc-drivers":
      return folder.drivers.map(({ jar }) => jar);
    case "jars-hadoop-aws": {
      const builds = folder.builds.filter(({ sparks }) => spark === undefined || sparks.includes(spark));
      return builds.flatMap(({ jars }) => jars);
    }
    case "jars-iceberg": {
      const lines = folder.lines.filter(({ line }) => spark === undefined || line === lineOf(spark));
      return [...lines.map(({ jar }) => jar), folder.bundle];
    }
    case "jars-rapids": {
      const builds = folder.builds.filter(({ sparks }) => spark === undefined || sparks.includes(spark));
      return builds.map(({ jar }) => jar);
    }
    default:
      return [];
  }
}

/** Jars that an image holds beside those of its Spark distribution. */
function jarsIn({ folders }: Project, folder: ImageFolder): readonly LockedJar[] {
  if (folder.kind !== "runtime") return jarsOf(folder);
  const taken = folders.filter(
    (other) =>
      (other.kind === "spark-core" && other.spark === folder.spark) ||
      (folder.layers as readonly string[]).includes(other.kind),
  );
  return taken.flatMap((layer) => jarsOf(layer, folder.spark));
}
