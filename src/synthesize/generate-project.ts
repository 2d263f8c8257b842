import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { findings } from "../advise/advise";
import type { Finding } from "../advise/finding";
import { KNOWLEDGE } from "../model/knowledge";
import type { Project } from "../model/project";
import { plan } from "../pipeline";
import { readFolder } from "../plan";
import type { RenderedFile } from "../render/file";
import { render } from "../render/render";
import { readTemplates } from "../render/templates";
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
 */
export function generateProject(root: string, folder: string, out: string): GeneratedProject {
  const project = plan(readFolder(root, folder));
  const found = findings(project, KNOWLEDGE);
  const files = render(project, found, readTemplates(join(root, "templates")));
  mkdirSync(out, { recursive: true });
  return { project, findings: found, files, ...writeTree(out, files) };
}
