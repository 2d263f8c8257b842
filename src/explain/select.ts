import { distance } from "fastest-levenshtein";
import { list } from "../check/rule";
import { imageName, isCalled } from "../model/image-name";
import { show } from "../model/problem";
import type { ImageFolder, Project, Variant } from "../model/project";
import { UsageError } from "../model/usage-error";

/** A folder, and the variants of it that a name stands for. */
export interface Selection {
  readonly folder: ImageFolder;
  readonly variants: readonly Variant[];
}

/** The image that somebody named, or all variants of a folder. @throws UsageError with the nearest names */
export function selectImage(project: Project, name: string): Selection {
  for (const folder of project.folders) {
    const variants = folder.variants.filter(({ name: variant, reference }) =>
      isCalled({ folder: folder.path, variant, reference }, name),
    );
    if (variants.length > 0) return { folder, variants };
  }
  throw new UsageError(
    `IMAGE: found ${show(name)}, which is no image of this matrix; nearest: ${list(nearest(project, name))}.`,
  );
}

/** What can be explained: the name of each image and its reference. */
export function listImages({ folders }: Project): readonly ListedImage[] {
  return folders.flatMap(({ path, variants }) =>
    variants.map(({ name: variant, reference }) => ({
      name: imageName({ folder: path, variant }),
      reference,
    })),
  );
}

/** An image of the matrix. */
export interface ListedImage {
  readonly name: string;
  readonly reference: string;
}

const SUGGESTED = 5;

function nearest(project: Project, name: string): readonly string[] {
  const known = project.folders.flatMap((folder) => [
    folder.name,
    ...folder.variants.map(({ reference }) => reference),
  ]);
  return [...new Set(known)].sort((a, b) => distance(name, a) - distance(name, b)).slice(0, SUGGESTED);
}
