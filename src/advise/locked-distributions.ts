import type { SparkDistribution } from "../model/lock";
import type { Project } from "../model/project";
import { holdersOfPython, holdersOfSparks } from "./holders";
import type { LockedPart } from "./locked-part";

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
      case "python-deps": {
        const { version } = folder.pyspark;
        return [{ name: "PySpark", version, images: [folder.name], ...licensed(folder.pyspark) }];
      }
      default:
        return [];
    }
  });
}

function licensed({ license, attention = "" }: Pick<SparkDistribution, "license" | "attention">) {
  return { license, attention };
}
