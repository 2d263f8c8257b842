import { isThere } from "../../is-there";
import { BRIDGE } from "./addresses";
import { CONTROL_GROUP, findControlGroups, findPodProcesses } from "./control-groups";
import { IN_STATE, STATE } from "./folders";
import { findMounts } from "../../mounts";
import { findRules, hasBridge } from "./network";
import { readProcesses, stillRuns } from "./process-record";
import { findShims } from "./shims";

/**
 * What there is of a cluster on this machine, a phrase for each thing; none: the machine is as if there never was one.
 * @param path a PATH that finds ip and iptables
 * @param images the folder of containerd's images, in which it mounts too
 */
export async function findLeftovers(path: string, images: string): Promise<string[]> {
  const noted = await readProcesses(IN_STATE.components);
  const running = await Promise.all(noted.map(async (record) => ((await stillRuns(record)) ? [record] : [])));
  const mounts = [...(await findMounts(STATE)), ...(await findMounts(images))];
  return [
    ...running.flat().map(({ name, pid }) => `${name} (process ${pid})`),
    ...(await findPodProcesses()).map((pid) => `process ${pid} of a pod`),
    ...(await findShims()).map((pid) => `process ${pid} of containerd`),
    ...mounts.map((mount) => `the mount ${mount}`),
    ...((await findControlGroups()).length > 0 ? [`the control group ${CONTROL_GROUP}`] : []),
    ...(await findRules(path)).map(
      ({ table, chain, words }) => `the rule ${table} ${chain} ${words.join(" ")}`,
    ),
    ...((await hasBridge(path)) ? [`the bridge ${BRIDGE}`] : []),
    ...((await isThere(STATE)) ? [`the folder ${STATE}`] : []),
  ];
}
