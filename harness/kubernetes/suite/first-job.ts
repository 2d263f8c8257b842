import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseAllDocuments } from "yaml";
import type { DeployFiles } from "../../deploy-check/deploy-files";
import type { Kubectl, KubernetesObject } from "../kubectl";

const LIMIT_MS = 10 * 60_000;
const POLL_MS = 1_000;

/** The job of a runtime under deploy/. */
export interface FirstJob {
  readonly name: string;
  /** What its kustomization makes. */
  readonly objects: readonly KubernetesObject[];
  /** What its spark-defaults.conf asks for of a node's processors, by `driver` and `executor`. */
  readonly requests: Readonly<Record<string, string>>;
}

/** A pod of a job that was there at some time. */
export interface SeenPod {
  /** Spark's role: `submit`, `driver` or `executor`. */
  readonly role: string;
  /** Its service account. */
  readonly account: string;
  /** The processors that its container asks for. */
  readonly cpu: string | undefined;
}

/**
 * Reads the job of an image under deploy/.
 * @param example the file with the example of the distribution in the image, which need not be where Apache's has it
 * @throws Error when no runtime has the image
 */
export async function firstJob(
  { root, manifests }: DeployFiles,
  image: string,
  example: string,
  kubectl: Kubectl,
): Promise<FirstJob> {
  const submits = manifests.filter(({ path }) => path.endsWith("/spark-submit.yaml"));
  const found = submits.find(({ objects }) => JSON.stringify(objects).includes(`"image":"${image}"`));
  if (found === undefined) throw new Error(`deploy/runtimes: found no job of ${image}; run npx projen.`);
  const folder = join(root, dirname(found.path));
  const printed = await kubectl.run("kustomize", folder);
  const objects = parseAllDocuments(printed.replace(/local:\/\/\S+\/pi\.py/, `local://${example}`));
  return {
    name: found.objects[0]?.metadata.name ?? "",
    objects: objects.map((document) => document.toJS() as KubernetesObject),
    requests: requestsIn(await readFile(join(folder, "spark-defaults.conf"), "utf8")),
  };
}

/** What a spark-defaults.conf asks for of a node's processors, by role. */
export function requestsIn(defaults: string): Readonly<Record<string, string>> {
  const lines = defaults.matchAll(/^spark\.kubernetes\.(driver|executor)\.request\.cores (\S+)$/gm);
  return Object.fromEntries([...lines].map(([, role = "", value = ""]) => [role, value]));
}

/** Waits until a Job has ended. @returns whether it is complete, and the pods that were seen meanwhile */
export async function watchJob(
  name: string,
  namespace: string,
  { kubectl, signal }: { readonly kubectl: Kubectl; readonly signal: AbortSignal },
): Promise<{ readonly isComplete: boolean; readonly pods: readonly SeenPod[] }> {
  const pods = new Map<string, SeenPod>();
  const end = Date.now() + LIMIT_MS;
  while (Date.now() < end) {
    signal.throwIfAborted();
    const { items } = await kubectl.json<PodList>("get", "pods", "--namespace", namespace);
    for (const item of items) pods.set(item.metadata.name, seen(item));
    const { status } = await kubectl.json<JobStatus>("get", "job", name, "--namespace", namespace);
    const ending = status.conditions?.find(
      ({ type, status: is }) => /^(?:Complete|Failed)$/.test(type) && is === "True",
    );
    if (ending) return { isComplete: ending.type === "Complete", pods: [...pods.values()] };
    await sleep(POLL_MS);
  }
  return { isComplete: false, pods: [...pods.values()] };
}

interface JobStatus {
  readonly status: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

interface PodList {
  readonly items: readonly ListedPod[];
}

interface ListedPod {
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
  readonly spec: {
    readonly serviceAccountName: string;
    readonly containers: readonly { readonly resources: { readonly requests?: { readonly cpu?: string } } }[];
  };
}

function seen({ metadata, spec }: ListedPod): SeenPod {
  return {
    role: metadata.labels["spark-role"] ?? "",
    account: spec.serviceAccountName,
    cpu: spec.containers[0]?.resources.requests?.cpu,
  };
}
