import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseAllDocuments } from "yaml";
import type { KubernetesObject } from "../kubernetes/kubectl";

/** A file under deploy/ that an API server is given. */
export interface Manifest {
  /** From the project's folder, such as `deploy/base/namespace.yaml`. */
  readonly path: string;
  readonly objects: readonly KubernetesObject[];
}

/** What is under deploy/. */
export interface DeployFiles {
  /** The project's folder. */
  readonly root: string;
  readonly namespace: string;
  /** Folders of the kustomizations, the one that the others need first: `deploy/base`, `deploy/runtimes/…`. */
  readonly kustomizations: readonly string[];
  /** Files that can be given to an API server as they are. */
  readonly manifests: readonly Manifest[];
  /** Pods that Spark makes drivers and executors from, by their files. */
  readonly podTemplates: readonly Manifest[];
}

/** Reads deploy/. @throws Error when it is not there */
export async function readDeployFiles(root: string): Promise<DeployFiles> {
  const paths = (await readdir(join(root, "deploy"), { recursive: true }))
    .filter((path) => path.endsWith(".yaml"))
    .map((path) => `deploy/${path}`)
    .sort();
  const isKustomization = (path: string): boolean => path.endsWith("/kustomization.yaml");
  const files = await Promise.all(
    paths.filter((path) => !isKustomization(path)).map((path) => readManifest(root, path)),
  );
  const isTemplate = ({ path }: Manifest): boolean => path.includes("/pod-templates/");
  const manifests = files.filter((file) => !isTemplate(file));
  return {
    root,
    namespace: objectOf(manifests, "deploy/base/namespace.yaml").metadata.name,
    kustomizations: paths.filter(isKustomization).map(dirname),
    manifests,
    podTemplates: files.filter(isTemplate),
  };
}

/** The first object of a file. @throws Error when there is no such file */
export function objectOf(files: readonly Manifest[], path: string): KubernetesObject {
  const object = files.find((file) => file.path === path)?.objects[0];
  if (object === undefined) throw new Error(`${path}: found no object in it; run npx projen.`);
  return object;
}

async function readManifest(root: string, path: string): Promise<Manifest> {
  const documents = parseAllDocuments(await readFile(join(root, path), "utf8"));
  if (!Array.isArray(documents)) throw new Error(`${path}: found nothing in it; run npx projen.`);
  return { path, objects: documents.map((document) => document.toJS() as KubernetesObject) };
}
