import { accessSync, constants, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { statusOf } from "./compare-tree";
import type { Difference } from "./difference";
import { Refused, reasonOf } from "./stop";

/**
 * Looks, before anything is written, whether all can be: a file is put into its place by its folder, and one that is
 * written in place, such as the README, has to be writable or one's own.
 *
 * @throws Refused naming the first path that cannot be written, and why.
 */
export function assertWritable(
  root: string,
  whole: readonly Difference[],
  inPlace: readonly Difference[] = [],
): void {
  const folders = new Set<string>();
  for (const { path, kind } of [...whole, ...inPlace]) {
    if (kind === "folder") {
      throw new Refused(
        `${path}: found no file but a folder or the like, where a file is generated; move it away. Nothing was written.`,
      );
    }
    const folder = nearest(root, dirname(path));
    if (folders.has(folder)) continue;
    folders.add(folder);
    if (!statSync(join(root, folder)).isDirectory())
      throw new Refused(
        `${folder}: found a file, where a folder is needed for ${path}; move it away. Nothing was written.`,
      );
    assertAccess(root, path, folder, constants.W_OK | constants.X_OK);
  }
  for (const { path, kind } of inPlace) {
    if (kind === "missing" || isOwn(join(root, path))) continue;
    assertAccess(root, path, path, constants.W_OK);
  }
}

/** The nearest folder above a path that is there, from the root. */
function nearest(root: string, folder: string): string {
  return folder === "." || statusOf(join(root, folder)) ? folder : nearest(root, dirname(folder));
}

/** Whoever owns a file may make it writable. */
function isOwn(path: string): boolean {
  return statSync(path).uid === process.getuid?.();
}

function assertAccess(root: string, path: string, place: string, mode: number): void {
  try {
    accessSync(join(root, place), mode);
  } catch (error) {
    const where = place === path ? "" : ` into ${place === "." ? "the project's folder" : place}`;
    throw new Refused(`${path} cannot be written${where} (${reasonOf(error)}); nothing was written.`);
  }
}
