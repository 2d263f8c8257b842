import type { Knowledge } from "../model/knowledge";
import type { Lock } from "../model/lock";
import type { Matrix } from "../model/matrix";
import type { FolderBase, JdkFolder, LockedJar, Settings } from "../model/project";
import { entry } from "./entry";
import { referenceOf } from "./settings";

/** What the resolution of a layer of jars reads. */
export interface JarsInput {
  readonly matrix: Matrix;
  readonly lock: Lock;
  readonly settings: Settings;
  readonly jdk: JdkFolder;
  readonly knowledge: Knowledge;
}

/** A jar of the lock and its coordinates. */
export function lockedJar(lock: Lock, coordinates: string): LockedJar {
  return { ...entry(lock.jars, coordinates), coordinates };
}

/** What every folder of jars has: it is built on the JDK image. */
export function common(
  { settings, jdk }: JarsInput,
  name: string,
): Pick<FolderBase, "name" | "path" | "parents"> {
  const base = { argument: "BASE_IMAGE", stage: "", reference: referenceOf(settings, jdk.name) };
  return { name, path: `docker/docker-intermediate/${name}`, parents: [base] };
}
