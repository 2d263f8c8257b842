import type { Finding } from "../claims";
import { isRunning } from "../is-running";
import { isThere } from "../is-there";
import { findMounts } from "../mounts";
import type { Traces } from "./with-fleet";

/** What is left of a fleet that has ended. */
export async function findLeftovers({ processes, folders }: Traces): Promise<Finding> {
  const problems = processes.filter(isRunning).map((pid) => `process ${pid} runs`);
  for (const folder of folders) {
    if (await isThere(folder)) problems.push(`${folder} is there`);
    problems.push(...(await findMounts(folder)).map((mount) => `${mount} is mounted`));
  }
  return { problems, notes: [`${processes.length} processes, ${folders.length} folders`] };
}
