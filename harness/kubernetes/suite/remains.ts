import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findMounts } from "../../mounts";
import { findContainers } from "../cluster/containers";
import { findControlGroups, findPodProcesses } from "../cluster/control-groups";
import { IN_STATE, STATE } from "../cluster/folders";
import { findAddresses, findInterfaces } from "../cluster/network";
import { findShims } from "../cluster/shims";
import { inNamespace, type Workspace } from "./workspace";

/** What there is in some place: each thing by its kind and name, in order. */
export type Remains = readonly string[];

/** What jobs are made of, and what Kubernetes makes for it. */
const KINDS = ["pods", "services", "endpointslices", "configmaps", "secrets", "persistentvolumeclaims"];

/** Folders of the kubelet with a folder for each pod. */
const POD_FOLDERS = [join(IN_STATE.kubelet, "pods"), IN_STATE.podLogs];

/** What there is in the namespace of jobs, such as `configmap/jobs`. */
export async function inTheNamespace(workspace: Workspace): Promise<Remains> {
  const names = await inNamespace(workspace, "get", KINDS.join(","), "--output=name");
  return names.split("\n").filter(Boolean).sort();
}

/**
 * What there is of pods on this machine, such as `mount /a` or `process 12 java`, where the cluster is its own.
 * @param ctr path of the command
 * @param images the folder of containerd's images, in which it mounts too
 */
export async function onTheNode(ctr: string, images: string): Promise<Remains> {
  const mounts = await Promise.all([STATE, images].map(findMounts));
  const processes = [...(await findPodProcesses()), ...(await findShims())];
  const folders = await Promise.all(POD_FOLDERS.map(findIn));
  return listed({
    mount: mounts.flat(),
    "control group": await findControlGroups(),
    process: await Promise.all(processes.map(nameOf)),
    "network interface": await findInterfaces(),
    address: await findAddresses(),
    container: await findContainers(ctr),
    folder: folders.flat(),
  });
}

/** Names by their kind, each with the kind before it. */
export function listed(names: Readonly<Record<string, readonly string[]>>): Remains {
  return Object.entries(names)
    .flatMap(([kind, all]) => all.map((name) => `${kind} ${name}`))
    .sort();
}

/** What there is now and was not before. */
export function added(before: Remains, now: Remains): Remains {
  const known = new Set(before);
  return now.filter((name) => !known.has(name));
}

/** How long something is waited for. */
export interface Patience {
  readonly limitMs: number;
  /** How long it is waited between two looks. */
  readonly pollMs: number;
  readonly signal: AbortSignal;
}

/**
 * Looks until nothing is there that was not there before: what is removed goes a while later.
 * @returns what there still is at the limit beside what there was before
 */
export async function untilGone(
  before: Remains,
  look: () => Promise<Remains>,
  { limitMs, pollMs, signal }: Patience,
): Promise<Remains> {
  const end = Date.now() + limitMs;
  for (;;) {
    signal.throwIfAborted();
    const left = added(before, await look());
    if (left.length === 0 || Date.now() >= end) return left;
    await sleep(pollMs);
  }
}

async function findIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).map((name) => join(folder, name));
}

/** A process by its id and its program's name; by its id alone when it has ended meanwhile. */
async function nameOf(pid: number): Promise<string> {
  const program = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "");
  return `${pid} ${program}`.trimEnd();
}
