import { mkdir, readdir, readFile, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { endAll } from "./end-all";

/** The control group that all pods are in, in each hierarchy. */
export const CONTROL_GROUP = "spark-k8s-kubernetes";

const MOUNTS = "/proc/self/mountinfo";
const POLL_MS = 100;

/** Where control groups are mounted: one hierarchy of version 2, or one for each controller of version 1. */
export function hierarchies(mountinfo: string): string[] {
  return mountinfo.split("\n").flatMap((line) => {
    const [mount = "", filesystem = ""] = line.split(" - ");
    const folder = mount.split(" ")[4];
    return folder !== undefined && /^cgroup2? /.test(filesystem) ? [folder] : [];
  });
}

/** Makes the control group. */
export async function makeControlGroups(): Promise<void> {
  for (const folder of await ownFolders()) await mkdir(folder, { recursive: true });
}

/** Kills every process in the control group and takes it away. */
export async function removeControlGroups(): Promise<void> {
  await endAll(findPodProcesses, 0);
  for (const folder of await ownFolders()) await removeTree(folder);
}

/** The processes in the control group. */
export async function findPodProcesses(): Promise<number[]> {
  const trees = await Promise.all((await ownFolders()).map(listTree));
  const lists = await Promise.all(
    trees.flat().map((folder) => readFile(join(folder, "cgroup.procs"), "utf8").catch(() => "")),
  );
  const pids = lists.flatMap((list) => list.split("\n")).map(Number);
  return [...new Set(pids.filter((pid) => pid > 0))];
}

/** The folders of the control group that are there. */
export async function findControlGroups(): Promise<string[]> {
  const trees = await Promise.all((await ownFolders()).map(listTree));
  return trees.flat();
}

async function ownFolders(): Promise<string[]> {
  return hierarchies(await readFile(MOUNTS, "utf8")).map((folder) => join(folder, CONTROL_GROUP));
}

/** A folder and all below it, each before what is in it; none when it is not there. Groups may go while they are listed. */
export async function listTree(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return [];
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  return [folder, ...(await Promise.all(folders.map(listTree))).flat()];
}

async function removeTree(folder: string): Promise<void> {
  for (const group of (await listTree(folder)).toReversed()) {
    // A group that a process was in a moment ago may still be busy.
    await rmdir(group).catch(async () => {
      await sleep(POLL_MS);
      await rmdir(group);
    });
  }
}
