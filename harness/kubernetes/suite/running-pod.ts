import { setTimeout as sleep } from "node:timers/promises";
import { withCleanUp } from "../../clean-up";
import { lastLines } from "../../run";
import { CONTAINER } from "./names";
import { ownPod, type OwnPod } from "./pods";
import { describePod, type Pod, terminationOf, type Termination } from "./pod-status";
import { inNamespace, keepLog, type Workspace } from "./workspace";

const LIMIT_MS = 10 * 60_000;
const POLL_MS = 500;
/** Lines of a pod that are shown when it did not do what it should. */
const SHOWN = 15;

/** A pod of a scenario's own: a driver in client mode, a server, a client. */
export type PodSettings = Pick<
  OwnPod,
  "name" | "image" | "uid" | "args" | "memory" | "processors" | "labels"
>;

/** A pod that a scenario has made. */
export class RunningPod {
  constructor(
    private readonly workspace: Workspace,
    /** The pod's name. */
    readonly name: string,
  ) {}

  /** Another pod of the same namespace. */
  of(name: string): RunningPod {
    return new RunningPod(this.workspace, name);
  }

  /** What it has printed so far. */
  log(): Promise<string> {
    return inNamespace(this.workspace, "logs", this.name).catch(() => "");
  }

  /** Runs a command in it, beside what it was made for. @returns what the command printed */
  exec(...words: readonly string[]): Promise<string> {
    return inNamespace(this.workspace, "exec", this.name, "--container", CONTAINER, "--", ...words);
  }

  /** Waits until it has printed something. @throws Error when it ends before, or does not in ten minutes */
  async saw(pattern: RegExp): Promise<void> {
    await this.#until(`it prints ${pattern}`, async (pod) => {
      if (pattern.test(await this.log())) return true;
      if (terminationOf(pod) !== undefined)
        throw new Error(await this.#describe(pod, `it ended and did not print ${pattern}`));
      return undefined;
    });
  }

  /** Waits until it has ended. @returns how */
  ended(): Promise<Termination> {
    return this.#until("it ends", async (pod) => terminationOf(pod));
  }

  async #until<T>(what: string, look: (pod: Pod) => Promise<T | undefined>): Promise<T> {
    const end = Date.now() + LIMIT_MS;
    for (;;) {
      this.workspace.signal.throwIfAborted();
      const pod = await this.#read();
      const found = await look(pod);
      if (found !== undefined) return found;
      if (Date.now() > end) throw new Error(await this.#describe(pod, `waited in vain: ${what}`));
      await sleep(POLL_MS);
    }
  }

  async #read(): Promise<Pod> {
    return JSON.parse(await inNamespace(this.workspace, "get", "pod", this.name, "--output=json")) as Pod;
  }

  /** A sentence about a pod, how it is, and its last lines. */
  async #describe(pod: Pod, sentence: string): Promise<string> {
    const lines = lastLines(await this.log(), SHOWN).map((line) => `  ${line}`);
    return [`${this.name}: ${sentence}`, describePod(pod), ...lines].join("\n");
  }
}

/** Plays with a pod, which is removed afterwards. */
export async function withPod<T>(
  settings: PodSettings,
  play: (pod: RunningPod) => Promise<T>,
  workspace: Workspace,
): Promise<T> {
  const { kubectl, namespace, images } = workspace;
  const place = { namespace, image: images.nameOf(settings.image), pullPolicy: images.pullPolicy };
  const pod = new RunningPod(workspace, settings.name);
  await kubectl.create([ownPod({ ...settings, ...place })]);
  return withCleanUp(
    () => play(pod),
    async () => {
      await keepLog(workspace, `${settings.name}.log`, await pod.log());
      const gone = ["--ignore-not-found", "--wait=false", "--grace-period=1"];
      await inNamespace(workspace, "delete", "pod", settings.name, ...gone);
    },
  );
}
