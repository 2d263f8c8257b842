import { setTimeout as sleep } from "node:timers/promises";

const LIMIT_MS = 20_000;
const POLL_MS = 100;

/**
 * Waits until processes have ended, and kills those that have not.
 * @param find the processes that still run
 * @param graceMs how long they are waited for before they are killed
 * @throws Error when one goes on nevertheless
 */
export async function endAll(find: () => Promise<readonly number[]>, graceMs: number): Promise<void> {
  const start = Date.now();
  for (let pids = await find(); pids.length > 0; pids = await find()) {
    const waited = Date.now() - start;
    if (waited > graceMs + LIMIT_MS) throw new Error(`Processes do not end: ${pids.join(", ")}.`);
    if (waited >= graceMs) pids.forEach(kill);
    await sleep(POLL_MS);
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by now.
  }
}
