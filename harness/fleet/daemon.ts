import { spawn } from "node:child_process";
import { once } from "node:events";
import { open, readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { lastLines } from "../run";

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 30_000;
const POLL_MS = 100;
const SHOWN = 10;

/** A program that runs in the background until it is stopped, or until this process ends. */
export interface Daemon {
  readonly name: string;
  /** The program's path and its arguments. */
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** File that gets what it prints. */
  readonly logFile: string;
  /** Whether it does its work. */
  readonly answers: () => Promise<boolean>;
}

/** A daemon that answers. */
export interface RunningDaemon {
  /** Id of its process. */
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts a daemon. @throws Error with its last lines, when it ends or does not answer within a minute */
export async function startDaemon(daemon: Daemon, signal: AbortSignal): Promise<RunningDaemon> {
  signal.throwIfAborted();
  const log = await open(daemon.logFile, "w");
  // The kernel ends it with this process, also after a SIGKILL; a terminal's Ctrl-C is for this process alone.
  const child = spawn("setpriv", ["--pdeathsig", "KILL", ...daemon.command], {
    detached: true,
    env: { ...process.env, ...daemon.environment },
    stdio: ["ignore", log.fd, log.fd],
  });
  await log.close();
  const ended = once(child, "exit");
  ended.catch(() => undefined);
  const hasEnded = () => child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
  const stop = async () => {
    if (hasEnded()) return;
    child.kill("SIGTERM");
    const limit = new AbortController();
    const late = sleep(STOP_LIMIT_MS, "late", { signal: limit.signal }).catch(() => undefined);
    if ((await Promise.race([ended, late])) === "late") child.kill("SIGKILL");
    limit.abort();
    await ended;
  };
  try {
    await untilAnswers(daemon, hasEnded, signal);
  } catch (error) {
    await stop();
    throw error;
  }
  return { pid: child.pid ?? 0, stop };
}

async function untilAnswers(
  { name, logFile, answers }: Daemon,
  hasEnded: () => boolean,
  signal: AbortSignal,
): Promise<void> {
  const end = Date.now() + START_LIMIT_MS;
  while (!(await answers())) {
    signal.throwIfAborted();
    if (hasEnded() || Date.now() > end) {
      const reason = hasEnded() ? "ended" : `did not answer within ${START_LIMIT_MS / 1000} s`;
      const lines = lastLines(await readFile(logFile, "utf8"), SHOWN);
      throw new Error([`${name} ${reason}; its last lines:`, ...lines].join("\n  "));
    }
    await sleep(POLL_MS);
  }
}
