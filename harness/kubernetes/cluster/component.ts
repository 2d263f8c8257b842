import { spawn } from "node:child_process";
import { mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { lastLines } from "../../run";
import { IN_STATE } from "./folders";
import { forgetProcess, noteProcess, type ProcessRecord, readProcesses, stillRuns } from "./process-record";

const START_LIMIT_MS = 120_000;
const END_LIMIT_MS = 20_000;
const POLL_MS = 100;
const SHOWN = 10;

/** A program of the cluster that runs until it is ended. */
export interface Component {
  /** Also the name of its log. */
  readonly name: string;
  /** Path of the program. */
  readonly program: string;
  readonly args: readonly string[];
  /** Whether it does its work. */
  readonly isHealthy: () => Promise<boolean>;
}

/** What components are started with. */
export interface ComponentContext {
  /** Folder of their logs. */
  readonly logs: string;
  readonly path: string;
  readonly signal: AbortSignal;
}

/**
 * Starts a component apart from this process and waits until it is healthy.
 * @throws Error with its last lines when it ends, or is not healthy within two minutes
 */
export async function startComponent(component: Component, context: ComponentContext): Promise<void> {
  const record = await launch(component, context);
  const end = Date.now() + START_LIMIT_MS;
  while (!(await component.isHealthy())) {
    context.signal.throwIfAborted();
    if (!(await stillRuns(record))) throw await failure(component, context, "ended");
    if (Date.now() > end) {
      throw await failure(component, context, `was not healthy within ${START_LIMIT_MS / 1000} s`);
    }
    await sleep(POLL_MS);
  }
}

/** Ends a component that was started by this or another process; one that does not run is no error. */
export async function stopComponent(name: string, signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
  const record = (await readProcesses(IN_STATE.components)).find((noted) => noted.name === name);
  if (record === undefined) return;
  await endProcess(record, signal);
  await forgetProcess(IN_STATE.components, record);
}

async function launch(
  { name, program, args }: Component,
  { logs, path }: ComponentContext,
): Promise<ProcessRecord> {
  await mkdir(logs, { recursive: true });
  const log = await open(logFile(logs, name), "a");
  const env = { ...process.env, PATH: path };
  const child = spawn(program, args, { detached: true, env, stdio: ["ignore", log.fd, log.fd] });
  const failed = new Promise<never>((_, reject) => child.once("error", reject));
  await log.close();
  if (child.pid === undefined) return failed;
  child.unref();
  return noteProcess(IN_STATE.components, name, child.pid);
}

/** Ends a process: with a signal first, with SIGKILL when it has not ended within the limit. */
export async function endProcess(record: ProcessRecord, signal: NodeJS.Signals): Promise<void> {
  const limit = Date.now() + END_LIMIT_MS;
  if (await stillRuns(record)) process.kill(record.pid, signal);
  while (await stillRuns(record)) {
    if (Date.now() > limit) process.kill(record.pid, "SIGKILL");
    await sleep(POLL_MS);
  }
}

async function failure({ name }: Component, { logs }: ComponentContext, reason: string): Promise<Error> {
  const file = logFile(logs, name);
  const lines = lastLines(await readFile(file, "utf8"), SHOWN);
  return new Error([`${name} ${reason}; its last lines (all in ${file}):`, ...lines].join("\n  "));
}

function logFile(logs: string, name: string): string {
  return join(logs, `${name}.log`);
}
