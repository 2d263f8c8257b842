import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { CONTROL_GROUP, hierarchies } from "../../harness/kubernetes/cluster/control-groups";

/**
 * Seconds of processor time that all pods of the cluster have had since it was started, also those that are gone: what
 * the kernel counts for the control group that they are in.
 * @param mountinfo names the hierarchies of control groups
 * @throws Error where none of them counts it
 */
export async function podSeconds(mountinfo = "/proc/self/mountinfo"): Promise<number> {
  for (const folder of hierarchies(await readFile(mountinfo, "utf8"))) {
    const group = join(folder, CONTROL_GROUP);
    // Version 1 counts nanoseconds, version 2 microseconds.
    const nanoseconds = await readFile(join(group, "cpuacct.usage"), "utf8").catch(() => undefined);
    if (nanoseconds !== undefined) return Number(nanoseconds) / 1e9;
    const stat = await readFile(join(group, "cpu.stat"), "utf8").catch(() => "");
    const [, microseconds] = /^usage_usec (\d+)$/m.exec(stat) ?? [];
    if (microseconds !== undefined) return Number(microseconds) / 1e6;
  }
  throw new Error(`No control group ${CONTROL_GROUP} counts processor time: see ${mountinfo}.`);
}
