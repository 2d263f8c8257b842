import { lineOf } from "../check/rule";
import type { Jar } from "../model/lock";
import type { ImageFolder, LockedJar, LockedPackage, Project } from "../model/project";
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

/** Folders that a Spark distribution is in: its core, and the runtimes on that core. */
export function holdersOfSpark(project: Project, spark: string): readonly string[] {
  return holders(
    project,
    (folder) => (folder.kind === "spark-core" || folder.kind === "runtime") && folder.spark === spark,
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
  const unique = new Map(
    project.folders.flatMap((folder) => jarsOf(folder)).map((jar) => [jar.coordinates, jar]),
  );
  return [...unique.values()].map((jar) => {
    const [group, artifact, version = ""] = jar.coordinates.split(":");
    const name = `${group}:${artifact}`;
    const images = holders(project, (folder) =>
      jarsIn(project, folder).some(({ coordinates }) => coordinates === jar.coordinates),
    );
    return { name, version, images, ...licensed(jar) };
  });
}

/** Every Python package, each version once. */
export function lockedPackages(project: Project): readonly LockedPart[] {
  const has = (folder: ImageFolder): readonly LockedPackage[] =>
    folder.kind === "python-deps" || folder.kind === "runtime"
      ? folder.groups.flatMap(({ packages }) => packages)
      : [];
  const key = ({ name, version }: LockedPackage): string => `${name} ${version}`;
  const unique = new Map(project.folders.flatMap(has).map((found) => [key(found), found]));
  return [...unique.values()].map((found) => ({
    name: found.name,
    version: found.version,
    images: holders(project, (folder) => has(folder).some((other) => key(other) === key(found))),
    ...licensed(found),
  }));
}

/** The distributions that are no jar and no package: Spark, PySpark, CPython. */
export function lockedDistributions(project: Project): readonly LockedPart[] {
  return project.folders.flatMap((folder) => {
    switch (folder.kind) {
      case "spark-core": {
        const images = holdersOfSpark(project, folder.spark);
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
