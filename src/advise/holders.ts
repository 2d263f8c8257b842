import type { ImageFolder, Project } from "../model/project";

/** Names of the folders whose images hold something, parents first. */
export function holders({ folders }: Project, holds: (folder: ImageFolder) => boolean): readonly string[] {
  return folders.filter(holds).map(({ name }) => name);
}

/** Folders that each Spark distribution is in, by its version: its core, and the runtimes on that. */
export function holdersBySpark({ folders }: Project): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const folder of folders) {
    if (folder.kind !== "spark-core" && folder.kind !== "runtime") continue;
    const known = names.get(folder.spark);
    if (known) known.push(folder.name);
    else names.set(folder.spark, [folder.name]);
  }
  return names;
}

/** Folders that one of some Spark distributions is in. */
export function holdersOfSparks(project: Project, sparks: ReadonlySet<string>): readonly string[] {
  return holders(
    project,
    (folder) => (folder.kind === "spark-core" || folder.kind === "runtime") && sparks.has(folder.spark),
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
