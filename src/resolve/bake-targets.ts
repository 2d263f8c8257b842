import { type NamedImage, imageName } from "../model/image-name";
import type { ImageFolder, Project, Variant } from "../model/project";
import { EXTRA_ARGUMENTS } from "./python-deps";

/** A target of the bake file: the build of one image. */
export interface BakeTarget {
  /** Name on the command line: the folder's and the variant's, such as `spark-3_5_8-core`. */
  readonly name: string;
  readonly folder: ImageFolder;
  readonly variant: Variant;
  /** The targets that it is built on and copies from, in the order of the folder's parents. */
  readonly parents: readonly BakeTarget[];
  /** Whether the image, or one that it is made of, holds what is for GPUs alone. */
  readonly isForGpu: boolean;
  /** How many builds have to come before, one behind the other; 0 without parents. */
  readonly level: number;
}

/** The target of every image, parents first. */
export function bakeTargets({ folders }: Pick<Project, "folders">): readonly BakeTarget[] {
  const byReference = new Map<string, BakeTarget>();
  for (const folder of folders) {
    const parents = folder.parents.flatMap(({ reference }) => byReference.get(reference) ?? []);
    for (const variant of folder.variants) {
      byReference.set(variant.reference, {
        name: targetName({ folder: folder.path, variant: variant.name }),
        folder,
        variant,
        parents,
        isForGpu: bringsGpu(folder, variant) || parents.some(({ isForGpu }) => isForGpu),
        level: Math.max(-1, ...parents.map(({ level }) => level)) + 1,
      });
    }
  }
  return [...byReference.values()];
}

/** Bake takes no dot in a name, and itself puts underscores in the place of those of Compose files. */
function targetName(image: Pick<NamedImage, "folder" | "variant">): string {
  return imageName(image).replaceAll(".", "_");
}

function bringsGpu({ kind }: ImageFolder, variant: Variant): boolean {
  return kind === "cuda" || kind === "jars-rapids" || variant.arguments[EXTRA_ARGUMENTS.gpu] === "true";
}
