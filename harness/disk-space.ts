import { statfs } from "node:fs/promises";
import type { Engine } from "./engine";
import type { Build } from "./plan";
import { formatBytes, type Report } from "./report";
import { run } from "./run";

/** Roughly what builds take in the engine's data folder, in bytes: the GPU wheels and what unpacking them needs. */
const GPU_BYTES = 25e9;
const CPU_BYTES = 3e9;

/**
 * Says in one line when the engine's data folder has less free than these builds may take.
 * @param freeIn tells how many bytes are free for this process in a folder; undefined: there is no such folder
 */
export async function warnOfFullDisk(
  { environment }: Pick<Engine, "environment">,
  builds: readonly Build[],
  report: Report,
  freeIn = freeBytesIn,
): Promise<void> {
  const isElsewhere = environment.DOCKER_HOST !== undefined && !environment.DOCKER_HOST.startsWith("unix://");
  if (isElsewhere) return;
  const folder = await run("docker", ["info", "--format", "{{.DockerRootDir}}"], { env: environment });
  const free = await freeIn(folder);
  const needed = builds.some((build) => build.arguments.BUILD_GPU_DEPS === "true") ? GPU_BYTES : CPU_BYTES;
  if (free === undefined || free >= needed) return;
  report(`disk: ${formatBytes(free)} free in ${folder}, and these images may need ${formatBytes(needed)}`);
}

/** An engine in a virtual machine names a folder that is not on this one. */
async function freeBytesIn(folder: string): Promise<number | undefined> {
  const found = await statfs(folder).catch(() => undefined);
  return found && found.bavail * found.bsize;
}
