import { distance } from "fastest-levenshtein";
import { list } from "../check/rule";
import { show } from "../model/problem";
import type { ImageFolder, Project, Variant } from "../model/project";
import { UsageError } from "../model/usage-error";

/** A folder, and the variants of it that a name stands for. */
export interface Selection {
  readonly folder: ImageFolder;
  readonly variants: readonly Variant[];
}

/**
 * The image of a name: a folder's name or path (all its variants), a reference with or without its registry, or either
 * of `FOLDER:TAG` and `FOLDER-VARIANT`, with or without the prefix of the project's names.
 *
 * @throws UsageError with the nearest names.
 */
export function selectImage(project: Project, name: string): Selection {
  const asked = name.replace(/\/$/, "");
  for (const folder of project.folders) {
    if (asked === folder.name || asked === folder.path) return { folder, variants: folder.variants };
  }
  for (const folder of project.folders) {
    const variant = folder.variants.find((candidate) => namesOf(project, folder, candidate).includes(asked));
    if (variant) return { folder, variants: [variant] };
  }
  throw new UsageError(
    `IMAGE: found ${show(name)}, which is no image of this matrix; nearest: ${list(nearest(project, name))}.`,
  );
}

/** What a variant is called. */
function namesOf(
  { settings }: Project,
  { name: folder }: ImageFolder,
  { name, reference }: Variant,
): readonly string[] {
  const local = reference.slice(reference.lastIndexOf("/") + 1);
  const tag = local.slice(local.indexOf(":") + 1);
  const short = name ? `${folder}-${name}` : folder;
  return [reference, local, `${folder}:${tag}`, short, `${settings.namePrefix}${short}`];
}

const SUGGESTED = 5;

function nearest(project: Project, name: string): readonly string[] {
  const known = project.folders.flatMap((folder) => [
    folder.name,
    ...folder.variants.map(({ reference }) => reference),
  ]);
  return [...new Set(known)].sort((a, b) => distance(name, a) - distance(name, b)).slice(0, SUGGESTED);
}
