import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { open } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { waitForEngine } from "../engine-process";
import { succeeds } from "../run";

const SCRIPT = resolve(__dirname, "namespace.sh");
const PORT = 8000;
const STOP_LIMIT_MS = 60_000;

/** What a namespace is made of. */
export interface NamespaceOptions {
  /** Folder for logs: `dockerd.log`, `web.log`. */
  readonly home: string;
  /** The folder that is served. */
  readonly folder: string;
  /** The engine's command. */
  readonly command: readonly string[];
  /** PATH that finds it. */
  readonly path: string;
  /** Whether the engine answers. */
  readonly answers: () => Promise<boolean>;
}

/** An engine and a static web server in a network that has the loopback interface alone. */
export interface Namespace {
  /** Where the folder is served, inside. */
  readonly url: string;
  /** A command that runs another one in this network: words to put before it. */
  readonly entry: readonly string[];
  /** Ends everything in it. */
  stop(): Promise<void>;
}

/**
 * Starts a namespace, which ends with this process at the latest.
 *
 * @throws Error with the log's last lines when the engine ends at once or does not answer
 */
export async function startNamespace(options: NamespaceOptions): Promise<Namespace> {
  const { home, folder, command, path, answers } = options;
  const log = await open(join(home, "dockerd.log"), "a");
  // A process namespace too: when its first process ends, so does all that it started, whatever that has become.
  const flags = ["--net", "--pid", "--mount-proc", "--fork", "--kill-child"];
  const args = [...flags, "sh", SCRIPT, folder, String(PORT), join(home, "web.log"), ...command];
  const child = spawn("unshare", args, {
    detached: true, // The terminal's Ctrl-C reaches it through the end of its input.
    env: { ...process.env, PATH: path },
    stdio: ["pipe", log.fd, log.fd],
  });
  child.on("error", () => undefined);
  child.stdin?.on("error", () => undefined);
  await log.close();
  const entry = ["nsenter", `--net=/proc/${child.pid}/ns/net`];
  try {
    await waitForEngine(child, home, async () => (await answers()) && (await isServed(entry)));
  } catch (error) {
    await stop(child);
    throw error;
  }
  return { url: `http://127.0.0.1:${PORT}`, entry, stop: () => stop(child) };
}

function isServed([command = "", ...args]: readonly string[]): Promise<boolean> {
  return succeeds(command, [...args, "bash", "-c", `: </dev/tcp/127.0.0.1/${PORT}`]);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.stdin?.end();
  const limit = new AbortController();
  const late = sleep(STOP_LIMIT_MS, "late", { signal: limit.signal }).catch(() => undefined);
  if ((await Promise.race([ended, late])) === "late") child.kill("SIGKILL");
  limit.abort();
  await ended;
}
