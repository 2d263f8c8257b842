import { spawn, type ChildProcess } from "node:child_process";
import { open, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { hashText } from "./checksum";
import { isRunning } from "./is-running";
import { lastLines } from "./run";

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 60_000;
const POLL_MS = 250;

/**
 * Left to itself, dockerd keeps a tenth of the disk full of build cache before it looks for room, and only then at what
 * is free: on a big disk that is more than all images.
 */
const CONFIGURATION = {
  builder: {
    gc: {
      enabled: true,
      defaultReservedSpace: "12GB",
      defaultMaxUsedSpace: "40GB",
      defaultMinFreeSpace: "12GB",
    },
  },
};

/** How to start an engine: where it keeps its data and where it listens. */
export interface EngineOptions {
  /** Folder for images, the log and the process id's file. */
  readonly home: string;
  /** A `unix://` address. */
  readonly address: string;
  /** PATH that finds dockerd, containerd and runc. */
  readonly path: string;
}

/** Starts dockerd apart from this process's terminal; its output goes to `dockerd.log` in its home. */
export async function startEngine({ home, address, path }: EngineOptions): Promise<ChildProcess> {
  await removeStalePid(join(home, "dockerd.pid"));
  const log = await open(join(home, "dockerd.log"), "a");
  // A short folder, because the path of a Unix socket has at most 107 characters.
  const state = `/run/spark-k8s-engine-${hashText(home).slice(0, 8)}`;
  const configuration = join(home, "daemon.json");
  await writeFile(configuration, JSON.stringify(CONFIGURATION));
  const folders = ["--config-file", configuration, "--data-root", join(home, "data"), "--exec-root", state];
  const child = spawn("dockerd", [...folders, "--pidfile", join(home, "dockerd.pid"), "-H", address], {
    detached: true,
    env: { ...process.env, PATH: path },
    stdio: ["ignore", log.fd, log.fd],
  });
  child.on("error", () => undefined);
  child.unref();
  await log.close();
  return child;
}

/**
 * Waits until `answers` says yes.
 * @throws Error with the log's last lines when the engine ends first, or does not answer within a minute
 */
export async function waitForEngine(
  child: ChildProcess,
  home: string,
  answers: () => Promise<boolean>,
): Promise<void> {
  const end = Date.now() + START_LIMIT_MS;
  for (;;) {
    if (await answers()) return;
    const ended = child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
    if (ended || Date.now() > end) {
      const reason = ended ? "dockerd ended" : `dockerd did not answer within ${START_LIMIT_MS / 1000} s`;
      const log = await readFile(join(home, "dockerd.log"), "utf8").catch(() => "");
      throw new Error([`${reason} (${home}/dockerd.log):`, ...lastLines(log, 10)].join("\n  "));
    }
    await sleep(POLL_MS);
  }
}

/** Asks a process to end and waits until it has. */
export async function stopProcess(pid: number): Promise<void> {
  if (!isRunning(pid)) return;
  process.kill(pid, "SIGTERM");
  const end = Date.now() + STOP_LIMIT_MS;
  while (isRunning(pid)) {
    if (Date.now() > end)
      throw new Error(`dockerd (process ${pid}) did not end within ${STOP_LIMIT_MS / 1000} s.`);
    await sleep(POLL_MS);
  }
}

/** Whether a process runs dockerd: another program may have its id by now. */
export async function isDockerd(pid: number): Promise<boolean> {
  const program = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "");
  return program.trim() === "dockerd";
}

/** dockerd refuses to start while the process its file names exists, even if that is another program by now. */
async function removeStalePid(file: string): Promise<void> {
  const pid = Number(await readFile(file, "utf8").catch(() => ""));
  if (pid === 0 || Number.isNaN(pid)) return;
  if (!(await isDockerd(pid))) await rm(file, { force: true });
}
