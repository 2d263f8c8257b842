import { readFile, rm, writeFile } from "node:fs/promises";
import { isThere } from "../../is-there";
import { IN_STATE } from "./folders";

/** Folders that the kubelet and the CNI plugins use without being told to: links to logs, sockets, addresses. */
const FOLDERS = ["/var/lib/kubelet", "/var/lib/cni", "/var/log/containers"];

/** Notes which of them are not there yet. */
export async function noteOuterFolders(): Promise<void> {
  const there = await Promise.all(FOLDERS.map(isThere));
  const absent = FOLDERS.filter((_, index) => !there[index]);
  await writeFile(IN_STATE.outerFolders, JSON.stringify(absent));
}

/** Removes those that were not there. */
export async function removeOuterFolders(): Promise<void> {
  for (const folder of await readNote()) await rm(folder, { recursive: true, force: true });
}

async function readNote(): Promise<readonly string[]> {
  return JSON.parse(await readFile(IN_STATE.outerFolders, "utf8").catch(() => "[]")) as string[];
}
