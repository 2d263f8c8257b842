import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { IN_STATE } from "./folders";

/** Settings of the kernel that the kubelet and the bridge plugin change, as paths under /proc/sys. */
const CHANGED = ["vm/overcommit_memory", "kernel/panic", "kernel/panic_on_oops", "net/ipv4/ip_forward"];

/** Settings of the kernel by their paths under /proc/sys. */
type Sysctls = Readonly<Record<string, string>>;

/** Notes the settings as they are. */
export async function noteSysctls(): Promise<void> {
  const values = await Promise.all(CHANGED.map(async (name) => [name, await readSysctl(name)] as const));
  await writeFile(IN_STATE.sysctls, JSON.stringify(Object.fromEntries(values)));
}

/** Sets the kernel as it was noted; without a note nothing was changed. */
export async function restoreSysctls(): Promise<void> {
  for (const [name, value] of Object.entries(await readNote())) {
    if ((await readSysctl(name)) !== value) await writeFile(join("/proc/sys", name), value);
  }
}

async function readNote(): Promise<Sysctls> {
  const note = await readFile(IN_STATE.sysctls, "utf8").catch(() => "{}");
  return JSON.parse(note) as Sysctls;
}

async function readSysctl(name: string): Promise<string> {
  return (await readFile(join("/proc/sys", name), "utf8")).trim();
}
