import {
  chmodSync,
  closeSync,
  fchmodSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { RenderedFile } from "../render/file";
import { type Comparison, compareTree, modeOf } from "./compare-tree";
import type { Difference } from "./difference";
import { Refused, reasonOf } from "./stop";

/** What a write changed: paths from the root. A file of which only the permissions were others is not among them. */
export interface Changes {
  readonly written: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Makes a project hold the generated files: writes those that differ, removes from their folders those that are no
 * longer generated, and leaves what is not generated. A file that is right is not touched, also for root, who may write
 * read-only files. Each file is replaced whole, once all of them are on disk beside their places.
 *
 * @throws Refused naming the file that cannot be written; none was, and nothing is left behind.
 */
export function writeTree(
  root: string,
  files: readonly RenderedFile[],
  { differences, loose }: Comparison = compareTree(root, files),
): Changes {
  const of = (...kinds: readonly Difference["kind"][]): readonly Difference[] =>
    differences.filter(({ kind }) => kinds.includes(kind));
  const paths = (some: readonly Difference[]): readonly string[] => some.map(({ path }) => path);
  const [changed, mended] = [of("changed", "missing", "line ends", "link"), of("run bit")];
  const stale = of("stale");
  stage(root, [...changed, ...mended]);
  for (const { path } of [...changed, ...mended]) renameSync(temporary(root, path), join(root, path));
  for (const file of loose) tighten(root, file);
  for (const { path } of stale) remove(root, path);
  return { written: paths(changed), removed: paths(stale) };
}

function temporary(root: string, path: string): string {
  return join(root, `${path}.new`);
}

/** Writes texts beside their places; where one cannot be, takes all of them away again. */
function stage(root: string, files: readonly Difference[]): void {
  const folders = new Set<string>();
  const left: string[] = [];
  for (const file of files) {
    const target = temporary(root, file.path);
    try {
      const folder = dirname(target);
      const made = folders.has(folder) ? undefined : mkdirSync(folder, { recursive: true });
      folders.add(folder);
      left.push(made ?? target);
      write(target, file);
    } catch (error) {
      for (const path of left) rmSync(path, { recursive: true, force: true });
      throw new Refused(`${file.path} cannot be written (${reasonOf(error)}); nothing was written.`);
    }
  }
}

function write(target: string, file: Difference): void {
  const mode = modeOf(file);
  const descriptor = create(target, mode);
  try {
    writeFileSync(descriptor, file.expected ?? "");
    fchmodSync(descriptor, mode); // the umask has no say
  } finally {
    closeSync(descriptor);
  }
}

/** Opens a file that is not there; what an interrupted run left in its place goes. */
function create(path: string, mode: number): number {
  try {
    return openSync(path, "wx", mode);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    rmSync(path);
    return openSync(path, "wx", mode);
  }
}

/** Sets the permissions of a file whose text is right; where that is not allowed, it is right without them. */
function tighten(root: string, file: RenderedFile): void {
  try {
    chmodSync(join(root, file.path), modeOf(file));
  } catch (error) {
    if (!["EPERM", "EROFS", "EACCES"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
}

function remove(root: string, path: string): void {
  rmSync(join(root, path));
  for (let folder = dirname(path); folder !== "."; folder = dirname(folder)) {
    if (readdirSync(join(root, folder)).length > 0) return;
    rmdirSync(join(root, folder));
  }
}
