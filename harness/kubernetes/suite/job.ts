import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { runLogged } from "../../logged-command";
import { clusterWords, driverName, type JobSettings } from "./job-words";
import { JOB_LABEL } from "./names";
import { type Pod, terminationOf, type Termination } from "./pod-status";
import type { Submitters } from "./submitters";
import { inNamespace, keepLog, type Workspace } from "./workspace";

const LIMIT_MS = 10 * 60_000;
const POLL_MS = 500;
/** Lines of a driver that are shown of a job which did not do what it should. */
const SHOWN = 15;

/** How `spark-submit` ended. */
export interface Submission {
  /** Undefined: it was ended after ten minutes. */
  readonly exitCode: number | undefined;
  readonly output: string;
}

/** A job in cluster mode, from its submission to its removal. */
export class Job {
  /** How `spark-submit` ended, when the job has. */
  readonly submission: Promise<Submission>;
  #hasEnded = false;

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
  async driverLog(): Promise<string> {
    return inNamespace(this.workspace, "logs", this.driverPod).catch(() => "");
  }

  /** The driver's pod. */
  async driver(): Promise<Pod> {
    return JSON.parse(await this.#kubectl("get", "pod", this.driverPod, "--output=json")) as Pod;
  }

  /** The pods of executors that are there. */
  async executors(): Promise<readonly Pod[]> {
    const selector = `--selector=spark-role=executor,${JOB_LABEL}=${this.settings.name}`;
    const list = await this.#kubectl("get", "pods", selector, "--output=json");
    return (JSON.parse(list) as { items: readonly Pod[] }).items;
  }

  /** Whether the driver's pod waits for room on a node. */
  async isUnschedulable(): Promise<boolean> {
    const { status } = await this.driver();
    return (status.conditions ?? []).some(({ reason }) => reason === "Unschedulable");
  }

  /** What the executors that are there have printed so far. */
  async executorLogs(): Promise<readonly string[]> {
    const pods = await this.executors();
    return Promise.all(pods.map(({ metadata }) => this.#kubectl("logs", metadata.name).catch(() => "")));
  }

  /**
   * Waits until a state of the job is as it is wanted.
   * @param what what is waited for, for the message
   * @throws Error with the driver's last lines when the job ends before, or after ten minutes
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

  /** Waits until the job has ended. @returns what the driver has printed */
  async ended(): Promise<string> {
    await this.submission;
    return this.driverLog();
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
      const found = terminationOf(await this.driver());
      if (found !== undefined) return found;
      if (Date.now() > end) throw new Error(await this.#describe(`waited in vain: ${this.driverPod} ends`));
      await sleep(pollMs);
    }
  }

  /** Keeps what the job has printed, and takes away what is left of it. */
  async remove(): Promise<void> {
    const { name } = this.settings;
    await keepLog(this.workspace, `${name}/driver.log`, await this.driverLog());
    const pods = ["get", "pods", `--selector=${JOB_LABEL}=${name}`, "--output=yaml"];
    await keepLog(this.workspace, `${name}/pods.yaml`, await this.#kubectl(...pods).catch(String));
    const gone = ["--ignore-not-found", "--wait=false", "--grace-period=1"];
    await this.#kubectl("delete", "pods", `--selector=${JOB_LABEL}=${name}`, ...gone);
  }

  /** The last lines of the driver, under a sentence. */
  async #describe(sentence: string): Promise<string> {
    const lines = (await this.driverLog()).trimEnd().split("\n").slice(-SHOWN);
    return [sentence, "the driver's last lines:", ...lines.map((line) => `  ${line.slice(0, 300)}`)].join(
      "\n",
    );
  }

  async #submit(submitters: Submitters): Promise<Submission> {
    const { workspace, settings } = this;
    const entry = await submitters.entryFor(settings);
    const words = clusterWords(settings, workspace.namespace, workspace.images);
    const { program, environment } = workspace.kubectl;
    const logFile = join(workspace.logs, settings.name, "spark-submit.log");
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
