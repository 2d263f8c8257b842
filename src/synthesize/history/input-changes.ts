import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { FACTS, type InputPaths, type PastFiles } from "../generated";
import { digest } from "./last-run";
import type { Repository } from "./repository";

/** What a file is for the generation: a choice or a fact, a template, or the program itself. */
export type InputKind = "data" | "template" | "generator";

/** What the program is made of, from the folder of the project. */
const PROGRAM = [".projenrc.ts", "package-lock.json", "src", "tools/synth.js"];

/** What a path is for the generation. */
export function inputKind({ matrix, lock, templates }: InputPaths, path: string): InputKind {
  if (path === matrix || path === lock || path.startsWith(FACTS)) return "data";
  return path.startsWith(`${templates}/`) ? "template" : "generator";
}

/** Paths of everything that a tree is generated from. */
function inputs({ matrix, lock, templates }: InputPaths): readonly string[] {
  return [matrix, lock, FACTS, templates, ...PROGRAM];
}

/** Changes of what a tree is generated from, by path: the blob that was there before; undefined for a new file. */
export type InputChanges = ReadonlyMap<string, string | undefined>;

const CHANGE = /^:\d+ \d+ (\w+) \w+ ([A-Z])/;

/**
 * What is on disk otherwise than in a commit, or than in the index where none is named. None where git does not answer.
 */
export function inputChanges(repository: Repository, paths: InputPaths, base?: string): InputChanges {
  const options = ["--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff", "--no-relative"];
  const fields = repository.list([
    "diff",
    ...options,
    ...(base === undefined ? [] : [base]),
    "--",
    ...inputs(paths),
  ]);
  const changes = new Map<string, string | undefined>();
  for (const [index, field] of (fields ?? []).entries()) {
    const [, before, letter] = CHANGE.exec(field) ?? [];
    const path = repository.own(fields?.[index + 1] ?? "");
    if (letter !== undefined && path !== undefined) changes.set(path, letter === "A" ? undefined : before);
  }
  return changes;
}

/** The texts before some changes. */
export function textsBefore(repository: Repository, changes: InputChanges): PastFiles {
  const blobs = repository.blobs([...changes.values()].flatMap((blob) => blob ?? []));
  return new Map(
    [...changes].map(([path, blob]) => [path, blob === undefined ? undefined : blobs.get(blob)]),
  );
}

/** Digests of everything that a tree is generated from, by path. */
export function digestInputs(paths: InputPaths): Readonly<Record<string, string>> {
  const files = inputs(paths).flatMap((path) => filesOf(paths.root, path));
  return Object.fromEntries(files.map((path) => [path, digest(readFileSync(join(paths.root, path)))]));
}

function filesOf(root: string, path: string): readonly string[] {
  const status = statSync(join(root, path), { throwIfNoEntry: false });
  if (!status?.isDirectory()) return status ? [path] : [];
  return readdirSync(join(root, path), { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile())
    .map((item) => relative(root, join(item.parentPath, item.name)).split(sep).join("/"));
}
