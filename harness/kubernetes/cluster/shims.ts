import { readdir, readFile } from "node:fs/promises";
import { IN_STATE } from "./folders";

/** Whether a command line, as `/proc/PID/cmdline` has it, is that of a shim: what stands between containerd and a pod. */
export function isShim(commandLine: string, socket: string): boolean {
  const [program = "", ...args] = commandLine.split("\0");
  const address = args.indexOf("-address");
  return /(?:^|\/)containerd-shim-runc-v2$/.test(program) && address >= 0 && args[address + 1] === socket;
}

/** The shims of the cluster's containerd. */
export async function findShims(): Promise<number[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const commandLine = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
      return isShim(commandLine, IN_STATE.containerdSocket) ? [Number(pid)] : [];
    }),
  );
  return found.flat();
}
