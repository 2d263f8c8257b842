import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import spawn, { SubprocessError } from "nano-spawn";

/** A command whose output goes to a file. */
export interface LoggedCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Ends the command and what it started when it is aborted, or after the time limit. */
  readonly signal: AbortSignal;
}

/** How a command ended: its exit code, or undefined when it was ended or could not start. */
export interface Ending {
  readonly exitCode: number | undefined;
}

const GRACE_MS = 10_000;

/** Runs a command in a process group of its own, so that all of it can be ended; its output goes to a new file. */
export async function runLogged(options: LoggedCommand): Promise<Ending> {
  await mkdir(dirname(options.logFile), { recursive: true });
  const log = await open(options.logFile, "w");
  const child = spawn(options.command, options.args, {
    cwd: options.cwd,
    env: options.environment,
    detached: true,
    stdio: ["ignore", log.fd, log.fd],
  });
  const pid = child.nodeChildProcess.then(
    (started) => started.pid,
    () => undefined,
  );
  let force: NodeJS.Timeout | undefined;
  const end = () => {
    void pid.then((group) => endGroup(group, "SIGTERM"));
    force = setTimeout(() => void pid.then((group) => endGroup(group, "SIGKILL")), GRACE_MS);
  };
  if (options.signal.aborted) end();
  else options.signal.addEventListener("abort", end, { once: true });
  try {
    await child;
    return { exitCode: 0 };
  } catch (error) {
    if (error instanceof SubprocessError) return { exitCode: error.exitCode };
    throw error;
  } finally {
    options.signal.removeEventListener("abort", end);
    clearTimeout(force);
    if (options.signal.aborted) endGroup(await pid, "SIGKILL"); // What outlived the command itself.
    await log.close();
  }
}

function endGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // The group has ended already.
  }
}
