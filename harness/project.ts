import { readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { Lock } from "../src/model/lock";
import { buildsOf, loadPlan } from "../src/plan";
import { generateProject } from "../src/synthesize/generate-project";
import type { Plan } from "./plan";

/** A project whose images are built: its builds and its lock. */
export interface OpenProject extends Plan {
  /** Folder that holds `docker/`. */
  readonly root: string;
}

/**
 * The project itself, with its committed Dockerfiles, or the one of another matrix and lock: its tree is generated
 * into the cache first.
 * @param folder holds the other matrix and lock; undefined: the project itself
 * @throws InputError with every problem of the matrix and the lock
 */
export function openProject(own: string, cacheFolder: string, folder?: string): OpenProject {
  if (folder === undefined) return { root: own, ...loadPlan(own) };
  const name = relative(own, resolve(folder));
  const root = join(cacheFolder, "projects", name.replaceAll(/[^\w.-]+/g, "_"));
  const { project } = generateProject(own, name, root);
  const lock = JSON.parse(readFileSync(join(own, name, "lock.json"), "utf8")) as Lock;
  return { root, builds: buildsOf(project), lock };
}
