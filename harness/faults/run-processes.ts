import { readdir, readFile } from "node:fs/promises";

/**
 * Kills the processes of a RUN step, which are known by a value in their environment that no other process has.
 * @throws Error when none is found
 */
export async function killRun(value: string): Promise<void> {
  const found = await processesWith(value);
  if (found.length === 0) {
    throw new Error(
      `Found no process with ${value} in its environment: to kill a RUN, this must be root on the engine's machine.`,
    );
  }
  for (const pid of found) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It ended with the one that started it.
    }
  }
}

async function processesWith(value: string): Promise<number[]> {
  const names = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    names.map(async (name) => {
      const environment = await readFile(`/proc/${name}/environ`, "utf8").catch(() => "");
      return environment.includes(`=${value}\0`) ? [Number(name)] : [];
    }),
  );
  return found.flat();
}
