import { mkdir, readFile, writeFile } from "node:fs/promises";
import { IN_STATE, STATE } from "./folders";
import { beginOf } from "./process-record";

/** Who takes a cluster down. */
export interface Owner {
  /** The process that started it. */
  readonly pid: number;
  /** When that process began, in clock ticks since boot. */
  readonly began: string;
  /** Whether the cluster is to go on when that process has ended. */
  readonly isKept: boolean;
}

/** Notes that this process starts the cluster. */
export async function noteOwner(isKept: boolean): Promise<void> {
  await mkdir(STATE, { recursive: true, mode: 0o711 });
  const began = beginOf(await readFile("/proc/self/stat", "utf8"));
  await writeFile(IN_STATE.owner, JSON.stringify({ pid: process.pid, began, isKept }));
}

/** Who takes down the cluster that is there; undefined: there is none, or only what is left of one. */
export async function readOwner(): Promise<Owner | undefined> {
  const note = await readFile(IN_STATE.owner, "utf8").catch(() => "");
  return note === "" ? undefined : (JSON.parse(note) as Owner);
}

/** Whether the process that started a cluster still runs. */
export async function isAtWork({ pid, began }: Owner): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  return stat !== undefined && beginOf(stat) === began;
}
