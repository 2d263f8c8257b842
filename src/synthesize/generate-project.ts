import { mkdirSync } from "node:fs";
import type { Finding } from "../advise/finding";
import type { Project } from "../model/project";
import { readFolder } from "../plan";
import type { RenderedFile } from "../render/file";
import { compareTree } from "./compare-tree";
import { generateTree, readInputs } from "./generated";
import { Refused, reasonOf } from "./stop";
import { Tree } from "./tree";
import { type Changes, writeTree } from "./write-tree";

/** A project that was generated, and what that changed. */
export interface GeneratedProject extends Changes {
  readonly project: Project;
  /** What is no error and ought to be known of the images. */
  readonly findings: readonly Finding[];
  readonly files: readonly RenderedFile[];
}

/**
 * Generates the tree of another matrix and lock than the project's own, from the project's templates.
 *
 * @param root Folder of the project.
 * @param folder Folder of the matrix and the lock, from the root.
 * @param out Folder that gets `docker/`, `deploy/`, the notice of licences and what ought to be known.
 * @throws InputError with every problem of the matrix and the lock; nothing is written then.
 * @throws Refused where a person's edit would be lost, or something cannot be written; nothing is written then.
 */
export function generateProject(root: string, folder: string, out: string): GeneratedProject {
  const { matrix, lock } = readFolder(root, folder);
  const paths = { root, matrix: matrix.file, lock: lock.file, templates: "templates" };
  const generated = generateTree(readInputs(paths));
  const { files } = generated;
  makeFolder(out);
  const tree = new Tree(paths, out, { images: compareTree(out, files), projen: [], readme: [] });
  tree.assertReady(out);
  const changes = writeTree(out, files, tree.drift.images);
  tree.remember(files);
  return { ...generated, ...changes };
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new Refused(`${folder} cannot be made (${reasonOf(error)}); nothing was written.`);
  }
}
