import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { KubernetesObject } from "../kubectl";
import { templateName } from "./job-words";
import { JOBS } from "./names";
import { podTemplate } from "./pods";
import type { Uid } from "./restricted";

const FOLDER = resolve(__dirname, "jobs");
/** A job of Spark's Java interface, compiled for the tests of images: for distributions that have no SparkPi. */
const JAVA_CLASS = resolve(__dirname, "../../../templates/java/Pi.class");

/** The config map with every file of jobs: programs, and a pod template for each user. */
export async function jobFiles(namespace: string, uids: readonly Uid[]): Promise<KubernetesObject> {
  const names = (await readdir(FOLDER)).sort();
  const texts = await Promise.all(
    names.map(async (name) => [name, await readFile(join(FOLDER, name), "utf8")]),
  );
  const templates = uids.map((uid) => [templateName({ uid }), JSON.stringify(podTemplate(uid))]);
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: JOBS.configMap, namespace },
    data: Object.fromEntries([...texts, ...templates]) as Record<string, string>,
    binaryData: { "Pi.class": (await readFile(JAVA_CLASS)).toString("base64") },
  };
}
