import {
  closeSync,
  existsSync,
  fchmodSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { RenderedFile } from "../render/file";

/** What every generated file says near its top; a file without it is somebody's own and is left alone. */
export const MARKER = "by `npx projen`: do not edit";

/** Folders of generated files. */
const GENERATED = ["docker", "deploy", ".github/workflows"];

/** What a write changed: paths from the root. */
export interface Changes {
  readonly written: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Makes a project hold the generated files: writes those that differ, removes from their folders those that are no
 * longer generated, and leaves what is not generated. A file that is right is not touched, also for root, who may write
 * read-only files. Each file is replaced whole.
 */
export function writeTree(root: string, files: readonly RenderedFile[]): Changes {
  const folders = new Folders();
  const written = files.filter((file) => writeFile(root, file, folders)).map(({ path }) => path);
  const wanted = new Set(files.map(({ path }) => path));
  const removed = GENERATED.flatMap((folder) =>
    existsSync(join(root, folder)) ? removeStale(root, folder, wanted) : [],
  );
  return { written, removed };
}

/** The folders of one write: each is made once, and known to be empty before where it was not there. */
class Folders {
  readonly #areNew = new Map<string, boolean>();

  /** Makes a folder where it is not there; whether it was not. */
  make(folder: string): boolean {
    const known = this.#areNew.get(folder);
    if (known !== undefined) return known;
    const isNew = mkdirSync(folder, { recursive: true }) !== undefined;
    this.#areNew.set(folder, isNew);
    return isNew;
  }
}

const READ_ONLY = 0o444;
const READ_ONLY_SCRIPT = 0o555;

function writeFile(root: string, { path, content, executable }: RenderedFile, folders: Folders): boolean {
  const target = join(root, path);
  const mode = executable ? READ_ONLY_SCRIPT : READ_ONLY;
  if (!folders.make(dirname(target)) && isRight(target, content, mode)) return false;
  const temporary = `${target}.new`;
  const descriptor = create(temporary, mode);
  try {
    writeFileSync(descriptor, content);
    fchmodSync(descriptor, mode); // the umask has no say
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, target);
  return true;
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

/** Git keeps only whether a file can be run, so a checkout with other modes is as right. */
function isRight(target: string, content: string, mode: number): boolean {
  const status = lstatSync(target, { throwIfNoEntry: false });
  if (!status?.isFile() || (status.mode & 0o111) !== (mode & 0o111)) return false;
  return (status.mode & 0o222) === 0 && readFileSync(target, "utf8") === content;
}

function removeStale(root: string, folder: string, wanted: ReadonlySet<string>): readonly string[] {
  const removed = readdirSync(join(root, folder), { withFileTypes: true }).flatMap((item) => {
    const path = `${folder}/${item.name}`;
    if (item.isDirectory()) return removeStale(root, path, wanted);
    if (wanted.has(path) || !item.isFile() || !readFileSync(join(root, path), "utf8").includes(MARKER))
      return [];
    rmSync(join(root, path));
    return [path];
  });
  if (removed.length > 0 && readdirSync(join(root, folder)).length === 0) rmdirSync(join(root, folder));
  return removed;
}
