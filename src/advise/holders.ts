import type { ImageFolder, Project } from "../model/project";
import { oncePer } from "../model/once-per";

/** Names of the folders whose images hold something, parents first. */
export function holders({ folders }: Project, holds: (folder: ImageFolder) => boolean): readonly string[] {
  return folders.filter(holds).map(({ name }) => name);
}

/** Folders that one of some Spark distributions is in: their cores and the runtimes on those, parents first. */
export function holdersOfSparks({ folders }: Project, sparks: Iterable<string>): readonly string[] {
  const places = [...new Set(sparks)].flatMap((spark) => placesBySpark(folders).get(spark) ?? []);
  return places.sort((a, b) => a - b).flatMap((place) => folders[place]?.name ?? []);
}

/** Places of the folders that each Spark distribution is in, by its version. */
const placesBySpark = oncePer<readonly ImageFolder[], ReadonlyMap<string, readonly number[]>>((folders) => {
  const places = new Map<string, number[]>();
  for (const [place, folder] of folders.entries()) {
    if (folder.kind !== "spark-core" && folder.kind !== "runtime") continue;
    const known = places.get(folder.spark);
    if (known) known.push(place);
    else places.set(folder.spark, [place]);
  }
  return places;
});

/** Folders that a Python is in. */
export function holdersOfPython(project: Project, minor: string): readonly string[] {
  return holders(
    project,
    (folder) =>
      ((folder.kind === "python" || folder.kind === "python-deps") && folder.minor === minor) ||
      (folder.kind === "runtime" && folder.python === minor),
  );
}
