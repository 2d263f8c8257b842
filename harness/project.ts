import { join, relative, resolve } from "node:path";
import type { Lock } from "../src/model/lock";
import type { Project } from "../src/model/project";
import { plan } from "../src/pipeline";
import { buildsOf, readFolder } from "../src/plan";
import { generateProject } from "../src/synthesize/generate-project";
import type { Plan } from "./plan";

/** A project whose images are built: its builds and its lock. */
export interface OpenProject extends Plan {
  /** Folder that holds `docker/`. */
  readonly root: string;
  readonly project: Project;
}

/**
 * The project itself, with its committed Dockerfiles, or the one of another matrix and lock: its tree is generated
 * into the cache first.
 * @param folder holds the other matrix and lock; undefined: the project itself
 * @throws InputError with every problem of the matrix and the lock
 */
export function openProject(own: string, cacheFolder: string, folder?: string): OpenProject {
  const name = relative(own, resolve(folder ?? own));
  const root = folder === undefined ? own : join(cacheFolder, "projects", name.replaceAll(/[^\w.-]+/g, "_"));
  const sources = readFolder(own, name);
  const project = folder === undefined ? plan(sources) : generateProject(own, name, root).project;
  return { root, project, builds: buildsOf(project), lock: JSON.parse(sources.lock.text) as Lock };
}
