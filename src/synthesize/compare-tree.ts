import { type Stats, existsSync, lstatSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { RenderedFile } from "../render/file";
import { type Difference, MARKER, withoutCarriageReturns } from "./difference";
import { Refused, reasonOf } from "./stop";

/** Folders of generated files. */
const GENERATED = ["docker", "deploy", ".github/workflows"];

const READ_ONLY = 0o444;
const READ_ONLY_SCRIPT = 0o555;
const OWNER_RUNS = 0o100;

/** What a tree on disk has otherwise than it is generated. */
export interface Comparison {
  readonly differences: readonly Difference[];
  /** Files with the right text and run bit whose other permissions are those of a checkout: no difference to git. */
  readonly loose: readonly RenderedFile[];
}

/** Permissions of a generated file. */
export function modeOf({ executable }: { readonly executable: boolean }): number {
  return executable ? READ_ONLY_SCRIPT : READ_ONLY;
}

/** Compares generated files, and what their folders hold beside them, with a tree. Reads only. */
export function compareTree(root: string, files: readonly RenderedFile[]): Comparison {
  const { differences, loose } = compareFiles(root, files);
  const wanted = new Set(files.map(({ path }) => path));
  const stale = GENERATED.flatMap((folder) =>
    existsSync(join(root, folder)) ? staleIn(root, folder, wanted) : [],
  );
  return { differences: [...differences, ...stale], loose };
}

/** Compares generated files with those of a tree. Reads only. @throws Refused naming a file that cannot be read */
export function compareFiles(root: string, files: readonly RenderedFile[]): Comparison {
  const loose: RenderedFile[] = [];
  const differences = files.flatMap((file): readonly Difference[] => {
    const status = statusOf(join(root, file.path));
    const actual = status?.isFile() ? read(root, file.path) : undefined;
    const kind = kindOf(file, status, actual);
    if (kind !== undefined)
      return [{ path: file.path, kind, actual, expected: file.content, executable: file.executable }];
    if (status && (status.mode & 0o777) !== modeOf(file)) loose.push(file);
    return [];
  });
  return { differences, loose };
}

function kindOf(
  { content, executable }: RenderedFile,
  status: Stats | undefined,
  actual: string | undefined,
): Difference["kind"] | undefined {
  if (!status) return "missing";
  if (actual === undefined) return status.isSymbolicLink() ? "link" : "folder";
  if (actual !== content) return withoutCarriageReturns(actual) === content ? "line ends" : "changed";
  const runs = (status.mode & OWNER_RUNS) !== 0;
  return runs === executable || process.platform === "win32" ? undefined : "run bit";
}

/** A file that was generated once, from its text; undefined where there is none. */
export function staleFile(root: string, path: string): Difference | undefined {
  const status = statusOf(join(root, path));
  if (!status?.isFile()) return undefined;
  return { path, kind: "stale", actual: read(root, path), expected: undefined, executable: false };
}

function staleIn(root: string, folder: string, wanted: ReadonlySet<string>): readonly Difference[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((item) => {
    const path = `${folder}/${item.name}`;
    if (item.isDirectory()) return staleIn(root, path, wanted);
    const stale = wanted.has(path) || !item.isFile() ? undefined : staleFile(root, path);
    return stale?.actual?.includes(MARKER) ? [stale] : [];
  });
}

/** What is at a path itself, not where it leads; undefined where nothing is, also below a file. */
export function statusOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOTDIR") return undefined;
    throw error;
  }
}

function read(root: string, path: string): string {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch (error) {
    throw new Refused(`${path} cannot be read (${reasonOf(error)}); nothing was written.`);
  }
}
