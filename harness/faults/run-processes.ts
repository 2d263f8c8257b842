import { readdir, readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";

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

const POLL_MS = 50;
const LIMIT_MS = 30_000;

/**
 * Waits until no process has a value in its environment: an engine ends a RUN a moment after its client is gone, and the
 * RUN goes on downloading until then.
 *
 * @throws Error when one still has it after 30 seconds
 */
export async function untilRunEnded(value: string): Promise<void> {
  const end = Date.now() + LIMIT_MS;
  while ((await processesWith(value)).length > 0) {
    if (Date.now() > end)
      throw new Error(`A RUN with ${value} goes on ${LIMIT_MS / 1000} s after its client was killed.`);
    await pause(POLL_MS);
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
