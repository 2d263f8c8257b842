import { run } from "../../run";
import { IN_STATE } from "./folders";

/** The namespace of containerd that the kubelet works in. */
export const NAMESPACE = "k8s.io";

/** The words before those of a `ctr` command, which make it reach the cluster's containerd. */
export const CTR_OPTIONS: readonly string[] = [
  "--address",
  IN_STATE.containerdSocket,
  "--namespace",
  NAMESPACE,
];

/** What belongs to a pod, in the order in which it can be removed. */
const KINDS = ["tasks", "containers", "sandboxes"];

/**
 * Removes what containerd knows of containers whose processes have ended; images stay.
 * @param ctr path of the command
 */
export async function removeContainers(ctr: string): Promise<void> {
  for (const kind of KINDS) {
    const list = async () => firstColumn(await run(ctr, [...CTR_OPTIONS, kind, "list"]));
    const remove = (ids: readonly string[]) => run(ctr, [...CTR_OPTIONS, kind, "remove", ...ids]);
    const ids = await list();
    if (ids.length === 0) continue;
    await remove(ids).catch(async (error: unknown) => {
      // One that is gone by itself meanwhile is none to remove; another may not be for a reason that is told.
      const left = (await list()).filter((id) => ids.includes(id));
      if (left.length === ids.length) throw error;
      if (left.length > 0) await remove(left);
    });
  }
}

/** The ids of containers and of pods that containerd knows of, whether they run or not. @param ctr path of the command */
export async function findContainers(ctr: string): Promise<string[]> {
  const tables = await Promise.all(KINDS.map((kind) => run(ctr, [...CTR_OPTIONS, kind, "list"])));
  return [...new Set(tables.flatMap(firstColumn))];
}

/** The first column of a table, without its head. */
export function firstColumn(table: string): string[] {
  return table
    .split("\n")
    .slice(1)
    .flatMap((line) => line.split(/\s/)[0] || []);
}
