import { readFile, readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { formatBytes } from "../../harness/report";
import type { Print } from "../lock/run";
import { PARTIAL } from "./fill";
import { examine } from "./intact";
import type { MirroredFile } from "./mirrored-file";
import { type Page, pagesOf, presentIn } from "./pages";

/** What a mirror is held against. */
export interface Expected {
  /** The files that must be there. */
  readonly files: readonly MirroredFile[];
  /** The files that may be there: all of the lock. */
  readonly all: readonly MirroredFile[];
  /** URL at which it is served. */
  readonly base: string;
}

/** Compares every file of a mirror with the lock: missing, wrong, extra. @returns the exit code */
export async function verify(folder: string, { files, all, base }: Expected, print: Print): Promise<number> {
  const wanted = new Set(files.map(({ path }) => path));
  const lines: string[] = [];
  let right = 0;
  for (const file of all) {
    const found = await examine(join(folder, file.path), file);
    if (found.state === "intact") right++;
    else if (found.state === "wrong") lines.push(`wrong ${file.path}: ${found.differs}`);
    else if (wanted.has(file.path)) lines.push(`missing ${file.path}${sizeOf(file)}`);
  }
  for (const page of pagesOf(presentIn(folder, all), base)) lines.push(...(await pageFaults(folder, page)));
  const known = new Set([...all, ...pagesOf(all, base)].map(({ path }) => path));
  const extra = (await filesIn(folder)).filter((path) => !known.has(path));
  for (const line of [...lines, ...extra.map((path) => `extra ${path}`)]) print(line);
  const faults = lines.length + extra.length;
  const count = faults > 0 ? `, ${faults} ${faults === 1 ? "fault" : "faults"}` : "";
  print(`${right} of ${all.length} locked files are there and right${count}`);
  return faults > 0 ? 1 : 0;
}

function sizeOf({ size }: MirroredFile): string {
  return size === null ? "" : `: ${formatBytes(size)}`;
}

async function pageFaults(folder: string, { path, text }: Page): Promise<readonly string[]> {
  const found = await readFile(join(folder, path), "utf8").catch(() => undefined);
  if (found === undefined) return [`missing ${path}`];
  return found === text ? [] : [`wrong ${path}: not what the files beside it and the lock give`];
}

/** Paths of what is in a mirror, but for downloads that are under way. Links are named, and not followed. */
async function filesIn(folder: string): Promise<readonly string[]> {
  const items = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  return items
    .filter((item) => !item.isDirectory())
    .map((item) => relative(folder, join(item.parentPath, item.name)).split(sep).join("/"))
    .filter((path) => !path.startsWith(`${PARTIAL}/`))
    .sort();
}
