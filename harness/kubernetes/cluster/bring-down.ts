import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Report } from "../../report";
import { stopComponent } from "./component";
import { removeContainers } from "./containers";
import { findPodProcesses, removeControlGroups } from "./control-groups";
import { endAll } from "./end-all";
import { IN_STATE, keptFolders, STATE } from "./folders";
import { findLeftovers } from "./leftovers";
import { unmountAll } from "../../mounts";
import { removeNetwork } from "./network";
import { removeOuterFolders } from "./outer-folders";
import { readProcesses, stillRuns } from "./process-record";
import { findShims } from "./shims";
import { restoreSysctls } from "./sysctls";

/** A shim ends by itself when its container has ended and containerd still runs. */
const SHIM_GRACE_MS = 5_000;

/** What a cluster is taken down with; its programs may never have been brought. */
export interface DownContext {
  readonly cacheFolder: string;
  /** A PATH that finds ip, iptables and ctr. */
  readonly path: string;
  readonly report: Report;
}

/**
 * Undoes everything that a cluster has done to this machine, whatever has become of it. What fails does not keep the
 * rest from being undone.
 * @throws Error naming everything that is still there
 */
export async function bringDown({ cacheFolder, path, report }: DownContext): Promise<void> {
  const { images } = keptFolders(cacheFolder);
  const ctr = join(cacheFolder, "engine", "root", "usr", "bin", "ctr");
  const steps: readonly (readonly [string, () => Promise<void>])[] = [
    ["ending the kubelet", () => stopComponent("kubelet")],
    ["ending the scheduler", () => stopComponent("kube-scheduler")],
    ["ending the controllers", () => stopComponent("kube-controller-manager")],
    ["ending pods", () => endAll(findPodProcesses, 0)],
    ["removing containers", () => removeContainersIfRunning(ctr)],
    ["ending shims", () => endAll(findShims, SHIM_GRACE_MS)],
    ["ending containerd", () => stopComponent("containerd")],
    ["ending the DNS server", () => stopComponent("coredns")],
    ["ending the API server", () => stopComponent("kube-apiserver")],
    ["ending etcd", () => stopComponent("etcd")],
    ["removing mounts", () => unmountAll(STATE)],
    ["removing mounts of images", () => unmountAll(images)],
    ["removing control groups", removeControlGroups],
    ["removing the network", () => removeNetwork(path)],
    ["restoring the kernel's settings", restoreSysctls],
    ["removing folders of the kubelet", removeOuterFolders],
    ["removing files", () => rm(STATE, { recursive: true, force: true })],
  ];
  const problems: string[] = [];
  for (const [what, step] of steps) {
    await step().catch((error: Error) => problems.push(`${what}: ${error.message}`));
  }
  problems.forEach((problem) => report(`kubernetes: ${problem}`));
  const left = await findLeftovers(path, images);
  if (left.length > 0) throw new Error(["What is left of the cluster:", ...left].join("\n  "));
}

async function removeContainersIfRunning(ctr: string): Promise<void> {
  const containerd = (await readProcesses(IN_STATE.components)).find(({ name }) => name === "containerd");
  if (containerd && (await stillRuns(containerd))) await removeContainers(ctr);
}
