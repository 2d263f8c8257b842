import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Kubectl } from "../kubectl";
import { secondsSince, type Report } from "../../report";
import { API_URL, NODE } from "./addresses";
import { makeCertificates, writeKubeconfig } from "./certificates";
import { type Component, type ComponentContext, startComponent } from "./component";
import { apiServer } from "./components/api-server";
import { containerd } from "./components/containerd";
import { controllerManager } from "./components/controller-manager";
import { coredns } from "./components/coredns";
import { etcd } from "./components/etcd";
import { kubelet } from "./components/kubelet";
import { scheduler } from "./components/scheduler";
import { removeContainers } from "./containers";
import { makeControlGroups } from "./control-groups";
import { IN_STATE, keptFolders } from "./folders";
import { makeNetwork } from "./network";
import { noteOuterFolders } from "./outer-folders";
import type { Programs } from "./programs";
import { noteSysctls } from "./sysctls";

const POLL_MS = 200;
const LIMIT_MS = 60_000;

/** What a cluster is started with. */
export interface UpContext {
  readonly cacheFolder: string;
  readonly programs: Programs;
  readonly report: Report;
  readonly signal: AbortSignal;
}

/** Folder of what components print. */
export function componentLogs(cacheFolder: string): string {
  return join(keptFolders(cacheFolder).logs, "components");
}

/**
 * Starts a cluster of one node: each component as soon as those that it needs are healthy.
 * @throws Error with the last lines of the component that is not healthy
 */
export async function bringUp({ cacheFolder, programs, report, signal }: UpContext): Promise<void> {
  const start = Date.now();
  const logs = componentLogs(cacheFolder);
  await rm(logs, { recursive: true, force: true });
  await mkdir(IN_STATE.settings, { recursive: true });
  await noteSysctls();
  await noteOuterFolders();
  await makeCertificates();
  await writeKubeconfig(API_URL);
  await makeNetwork(programs.path);
  await makeControlGroups();
  const context: ComponentContext = { logs, path: programs.path, signal };
  const begin = (component: Component) => startComponent(component, context);
  const controlPlane = async () => {
    await begin(etcd(programs));
    await begin(apiServer(programs));
    await Promise.all([controllerManager(programs), scheduler(programs), await coredns(programs)].map(begin));
  };
  const node = async () => {
    await begin(await containerd(programs, keptFolders(cacheFolder).images));
    await removeContainers(programs.ctr);
    await begin(await kubelet(programs));
  };
  await settled([controlPlane(), node()]);
  await waitForNode(new Kubectl(programs.kubectl, IN_STATE.kubeconfig, signal));
  report(
    `kubernetes: ${programs.version} is up at ${API_URL} after ${secondsSince(start)} s, logs in ${logs}`,
  );
}

/** Waits for all, so that nothing is started any more when one has failed. */
async function settled(work: readonly Promise<void>[]): Promise<void> {
  await Promise.allSettled(work);
  await Promise.all(work);
}

/** Waits until pods can be made: the node is ready, and the default service account is there. */
async function waitForNode(kubectl: Kubectl): Promise<void> {
  const end = Date.now() + LIMIT_MS;
  const isReady = async () =>
    (await kubectl.succeeds("wait", "--for=condition=Ready", `node/${NODE}`, "--timeout=10s")) &&
    (await kubectl.succeeds("get", "serviceaccount", "default"));
  while (!(await isReady())) {
    if (Date.now() > end) throw new Error(`The node is not ready after ${LIMIT_MS / 1000} s.`);
    await sleep(POLL_MS);
  }
}
