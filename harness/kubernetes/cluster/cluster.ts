import { withCleanUp } from "../../clean-up";
import type { Report } from "../../report";
import { exclusively } from "../../exclusive";
import { API_URL } from "./addresses";
import { bringDown } from "./bring-down";
import { bringUp, componentLogs } from "./bring-up";
import { startComponent, stopComponent } from "./component";
import { apiServer } from "./components/api-server";
import { answersOk } from "./components/health";
import { IN_STATE, keptFolders } from "./folders";
import { findLeftovers } from "./leftovers";
import { checkRoot } from "./machine";
import { isAtWork, noteOwner, readOwner } from "./owner";
import { ensurePrograms, type Programs } from "./programs";

/** What a cluster is made with. */
export interface ClusterContext {
  /** The project's cache: programs, images and logs are kept in it. */
  readonly cacheFolder: string;
  readonly report: Report;
  /** Ends what is under way when it is aborted; what was started is undone nevertheless. */
  readonly signal: AbortSignal;
}

/** A Kubernetes of one node on this machine. */
export interface Cluster {
  /** File by which `kubectl` and Spark reach it as a member of `system:masters`. */
  readonly kubeconfig: string;
  readonly programs: Programs;
  /** Ends the API server at once and starts it again; etcd goes on. */
  restartApiServer(): Promise<void>;
}

/**
 * Does work with a cluster: with the one that `npm run kubernetes -- up` has left running, else with one that is
 * started for it and taken down afterwards, whatever has happened. What a killed run has left is undone first.
 * @throws Error in one sentence when this machine cannot run one, or when another process uses one of its own
 */
export async function withCluster<T>(
  context: ClusterContext,
  work: (cluster: Cluster) => Promise<T>,
): Promise<T> {
  const programs = await ensurePrograms(context);
  const isJoined = await start(context, programs, false);
  return withCleanUp(
    () => work(clusterOf(context, programs)),
    async () => {
      if (!isJoined) await takeDown(context, programs.path);
    },
  );
}

/** Starts a cluster that goes on when this process has ended; one that was started so before is left as it is. */
export async function keepUp(context: ClusterContext): Promise<Cluster> {
  const programs = await ensurePrograms(context);
  await start(context, programs, true);
  return clusterOf(context, programs);
}

/**
 * Takes a cluster down, whoever started it, or what is left of one.
 * @throws Error in one sentence when the process that started it still works with it
 */
export async function takeDown({ cacheFolder, report }: ClusterContext, path = machinePath()): Promise<void> {
  checkRoot();
  const owner = await readOwner();
  if (owner && !owner.isKept && owner.pid !== process.pid && (await isAtWork(owner))) throw inUse(owner.pid);
  await bringDown({ cacheFolder, path, report });
  report("kubernetes: down, nothing of it is left on this machine but images and programs in the cache");
}

/** @returns whether there was one already */
async function start(context: ClusterContext, programs: Programs, isKept: boolean): Promise<boolean> {
  const { cacheFolder, report, signal } = context;
  // One at a time looks and claims.
  const isJoined = await exclusively(keptFolders(cacheFolder).programs, async () => {
    const owner = await readOwner();
    if (owner?.isKept && (await isUp())) return true;
    if (owner && (await isAtWork(owner))) throw inUse(owner.pid);
    await undoLeftovers(context, programs.path);
    await noteOwner(isKept);
    return false;
  });
  if (isJoined) report(`kubernetes: one is up already at ${API_URL}, and is left running`);
  else {
    try {
      await bringUp({ cacheFolder, programs, report, signal });
    } catch (error) {
      await bringDown({ cacheFolder, path: programs.path, report });
      throw error;
    }
  }
  return isJoined;
}

async function undoLeftovers({ cacheFolder, report }: ClusterContext, path: string): Promise<void> {
  const left = await findLeftovers(path, keptFolders(cacheFolder).images);
  if (left.length === 0) return;
  report(`kubernetes: undoing what a run that was killed has left: ${left.join(", ")}`);
  await bringDown({ cacheFolder, path, report });
}

function clusterOf({ cacheFolder, signal }: ClusterContext, programs: Programs): Cluster {
  return {
    kubeconfig: IN_STATE.kubeconfig,
    programs,
    restartApiServer: async () => {
      const component = apiServer(programs);
      await stopComponent(component.name, "SIGKILL");
      await startComponent(component, { logs: componentLogs(cacheFolder), path: programs.path, signal });
    },
  };
}

function isUp(): Promise<boolean> {
  return answersOk(`${API_URL}/readyz`).catch(() => false);
}

function inUse(pid: number): Error {
  return new Error(
    `A cluster is in use by process ${pid}: wait until it has ended. (npm run kubernetes -- up starts one to share.)`,
  );
}

function machinePath(): string {
  return `${process.env.PATH}:/usr/sbin:/sbin`;
}
