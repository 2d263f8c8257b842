import { UsageError } from "../../src/model/usage-error";
import type { Options } from "./command-line";
import type { MirroredFile } from "./mirrored-file";

/**
 * The files that the options ask for.
 *
 * @param ofImages the files of the images that they name
 * @throws UsageError for a name that no file has
 */
export function selected(
  files: readonly MirroredFile[],
  ofImages: ReadonlySet<MirroredFile>,
  { only, images, platforms }: Pick<Options, "only" | "images" | "platforms">,
): readonly MirroredFile[] {
  const known = new Set(files.flatMap(({ tags }) => tags));
  const unknown = only.find((name) => !known.has(name));
  if (unknown !== undefined) {
    throw new UsageError(
      `--only: found "${unknown}", allowed: the kinds, groups and entries of the lock, such as ${[...known].slice(0, 6).join(", ")}.`,
    );
  }
  const isEverything = only.length === 0 && images.length === 0;
  return files.filter(
    (file) =>
      (isEverything || ofImages.has(file) || only.some((name) => file.tags.includes(name))) &&
      (file.platform === "any" || platforms.includes(file.platform)),
  );
}
