import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Lock } from "./model/lock";
import type { Project } from "./model/project";
import type { Sources } from "./parse/parse";
import { readTexts } from "./parse/read-text";
import { plan } from "./pipeline";

/** One `docker build`: a folder, its arguments beyond the committed defaults, and the reference that it yields. */
export interface Build {
  /** Reference that it yields, such as `spark-k8s-python-deps:latest-iceberg`. */
  readonly image: string;
  /** Build context, from the root of the project; it holds the Dockerfile and test.sh. */
  readonly folder: string;
  /** Name of the variant; empty for the build without arguments. */
  readonly variant: string;
  readonly arguments: Readonly<Record<string, string>>;
  /** References of this project's images that must exist first. */
  readonly parents: readonly string[];
}

/** Every build of the matrix, parents first, and the lock that it was planned from. */
export interface Plan {
  readonly builds: readonly Build[];
  readonly lock: Lock;
}

/**
 * Reads the two files that a person edits. A missing one is read as an empty text, which the checks report.
 *
 * @throws InputError where one cannot be read or is no UTF-8
 */
export function readSources(root: string, matrix = "matrix.json", lock = "lock.json"): Sources {
  const [matrixText = "", lockText = ""] = readTexts(root, [matrix, lock]);
  return { matrix: { file: matrix, text: matrixText }, lock: { file: lock, text: lockText } };
}

/** Reads the matrix and the lock of a folder. The matrix is `matrix.json`, or `matrix.jsonc` with comments. */
export function readFolder(root: string, folder: string): Sources {
  const [json = "", withComments = ""] = ["matrix.json", "matrix.jsonc"].map((name) => join(folder, name));
  const hasComments = !existsSync(join(root, json)) && existsSync(join(root, withComments));
  return readSources(root, hasComments ? withComments : json, join(folder, "lock.json"));
}

/** Name and version of the project in a folder, as its documents name what made them. */
export function readTool(root: string): { readonly name: string; readonly version: string } {
  const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    readonly name: string;
    readonly version: string;
  };
  return { name, version };
}

/**
 * Plans every build of the project in a folder.
 *
 * @throws InputError with every problem of the matrix and the lock.
 */
export function loadPlan(root: string): Plan {
  const sources = readSources(root);
  const project = plan(sources);
  return { builds: buildsOf(project), lock: JSON.parse(sources.lock.text) as Lock };
}

/** The builds of a project in an order in which each parent comes before its children. */
export function buildsOf({ folders }: Project): readonly Build[] {
  return folders.flatMap(({ path, variants, parents }) =>
    variants.map((variant) => ({
      image: variant.reference,
      folder: path,
      variant: variant.name,
      arguments: variant.arguments,
      parents: parents.map(({ reference }) => reference),
    })),
  );
}
