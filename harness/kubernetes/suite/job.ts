import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { runLogged } from "../../logged-command";
import { describeJob, keepJobLogs, readDriverLog, submitLog } from "./job-logs";
import { clusterWords, driverName, type JobSettings } from "./job-words";
import { JOB_LABEL } from "./names";
import { describePod, type Pod, terminationOf, type Termination } from "./pod-status";
import type { Submitters } from "./submitters";
import { inNamespace, type Workspace } from "./workspace";

const LIMIT_MS = 10 * 60_000;
const SCHEDULER_LIMIT_MS = 30_000;
const POLL_MS = 500;

/** How `spark-submit` ended. */
export interface Submission {
  /** Undefined: it was ended after ten minutes. */
  readonly exitCode: number | undefined;
  readonly output: string;
}

/** What an executor has printed. */
export interface ExecutorLog {
  readonly pod: Pod;
  readonly log: string;
}

/** A job in cluster mode, from its submission to its removal. */
export class Job {
  /** How `spark-submit` ended, when the job has. */
  readonly submission: Promise<Submission>;
  #hasEnded = false;
  #kept: Promise<void> | undefined;

  constructor(
    private readonly workspace: Workspace,
    private readonly settings: JobSettings,
    submitters: Submitters,
  ) {
    this.submission = this.#submit(submitters).finally(() => (this.#hasEnded = true));
    this.submission.catch(() => undefined); // It is waited for later.
  }

  /** The pod of its driver. */
  get driverPod(): string {
    return driverName(this.settings);
  }

  /** What the driver has printed so far; nothing when it has not begun. */
  driverLog(): Promise<string> {
    return readDriverLog(this.workspace, this.settings.name);
  }

  /** The driver's pod. @throws Error that has what `spark-submit` has printed when it has ended without one */
  async driver(): Promise<Pod> {
    return JSON.parse(await this.#told("get", "pod", this.driverPod, "--output=json")) as Pod;
  }

  /** The pods of executors that are there. */
  async executors(): Promise<readonly Pod[]> {
    const selector = `--selector=spark-role=executor,${JOB_LABEL}=${this.settings.name}`;
    const list = await this.#kubectl("get", "pods", selector, "--output=json");
    return (JSON.parse(list) as { items: readonly Pod[] }).items;
  }

  /** Whether the driver's pod waits for room on a node, which the scheduler says some moments after it is made. */
  async isUnschedulable(): Promise<boolean> {
    const end = Date.now() + SCHEDULER_LIMIT_MS;
    for (;;) {
      this.workspace.signal.throwIfAborted();
      const { spec, status } = await this.driver();
      if (status.conditions?.some(({ reason }) => reason === "Unschedulable")) return true;
      if (spec.nodeName !== undefined || Date.now() > end) return false;
      await sleep(POLL_MS);
    }
  }

  /** What the executors that are there have printed so far; nothing of one that has not begun. */
  async executorLogs(): Promise<readonly ExecutorLog[]> {
    const pods = await this.executors();
    return Promise.all(
      pods.map(async (pod) => ({
        pod,
        log: await this.#kubectl("logs", pod.metadata.name).catch(() => ""),
      })),
    );
  }

  /**
   * Waits until a state of the job is as it is wanted.
   * @param what what is waited for, for the message
   * @throws Error with the job's last lines when it ends before, or after ten minutes
   */
  async until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    const end = Date.now() + LIMIT_MS;
    for (;;) {
      this.workspace.signal.throwIfAborted();
      const hadEnded = this.#hasEnded;
      const found = await look();
      if (found !== undefined) return found;
      if (hadEnded || Date.now() > end) throw new Error(await this.#describe(`waited in vain: ${what}`));
      await sleep(POLL_MS);
    }
  }

  /** Waits until the driver has printed something. @returns what the pattern found */
  async saw(pattern: RegExp): Promise<RegExpExecArray> {
    return this.until(`the driver prints ${pattern}`, async () => {
      return pattern.exec(await this.driverLog()) ?? undefined;
    });
  }

  /** Waits until the job has ended. @returns what the driver has printed @throws Error like `driver` */
  async ended(): Promise<string> {
    await this.submission;
    return this.#told("logs", this.driverPod);
  }

  /**
   * Waits until the driver's container has ended, for jobs that spark-submit does not wait for.
   * @param pollMs how often it is asked for, each time by a process of kubectl
   * @returns how
   */
  async terminated(limitMs = LIMIT_MS, pollMs = POLL_MS * 4): Promise<Termination> {
    const end = Date.now() + limitMs;
    await this.submission;
    for (;;) {
      this.workspace.signal.throwIfAborted();
      const driver = await this.driver();
      const found = terminationOf(driver);
      if (found !== undefined) return found;
      if (Date.now() > end)
        throw new Error(await this.#describe(`waited in vain: its driver ends: ${describePod(driver)}`));
      await sleep(pollMs);
    }
  }

  /** Deletes the driver's pod alone, as a user does, and waits until it is gone: Kubernetes removes what it owns. */
  async delete(): Promise<void> {
    await this.#keepLogs();
    await this.#kubectl("delete", "pod", this.driverPod, "--ignore-not-found", "--timeout=180s");
  }

  /** Keeps what the job has printed, and takes away what is left of it. */
  async remove(): Promise<void> {
    await this.#keepLogs();
    const gone = ["--ignore-not-found", "--wait=false", "--grace-period=1"];
    await this.#kubectl("delete", "pods", `--selector=${JOB_LABEL}=${this.settings.name}`, ...gone);
  }

  /** Once: afterwards there may be nothing to keep any more. */
  #keepLogs(): Promise<void> {
    this.#kept ??= keepJobLogs(this.workspace, this.settings.name);
    return this.#kept;
  }

  /** What kubectl says of the driver. @throws Error with why there may be none, when spark-submit has ended */
  async #told(...args: readonly string[]): Promise<string> {
    return this.#kubectl(...args).catch(async (error: Error) => {
      if (!this.#hasEnded) throw error;
      throw new Error(await this.#describe(error.message), { cause: error });
    });
  }

  /** A sentence and the job's last lines. @throws what kept spark-submit from being called, when something did */
  async #describe(sentence: string): Promise<string> {
    if (this.#hasEnded) await this.submission;
    return describeJob(sentence, this.workspace, this.settings.name);
  }

  async #submit(submitters: Submitters): Promise<Submission> {
    const { workspace, settings } = this;
    const entry = await submitters.entryFor(settings);
    const words = clusterWords(settings, workspace.namespace, workspace.images);
    const { program, environment } = workspace.kubectl;
    const logFile = submitLog(workspace, settings.name);
    const { exitCode } = await runLogged({
      command: program,
      args: ["--namespace", workspace.namespace, ...entry, ...words],
      cwd: workspace.logs,
      environment: { ...process.env, ...environment } as Record<string, string>,
      logFile,
      signal: AbortSignal.any([workspace.signal, AbortSignal.timeout(LIMIT_MS)]),
    });
    workspace.signal.throwIfAborted();
    return { exitCode, output: await readFile(logFile, "utf8") };
  }

  #kubectl(...args: readonly string[]): Promise<string> {
    return inNamespace(this.workspace, ...args);
  }
}
