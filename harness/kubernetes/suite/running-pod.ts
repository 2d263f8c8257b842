import { setTimeout as sleep } from "node:timers/promises";
import { withCleanUp } from "../../clean-up";
import { CONTAINER } from "./names";
import { ownPod, type OwnPod } from "./pods";
import { type Pod, terminationOf, type Termination } from "./pod-status";
import { inNamespace, keepLog, type Workspace } from "./workspace";

const LIMIT_MS = 10 * 60_000;
const POLL_MS = 500;

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
    await this.#until(`it prints ${pattern}`, async (hasEnded) => {
      if (pattern.test(await this.log())) return true;
      if (hasEnded)
        throw new Error(`${this.name} ended and did not print ${pattern}: ${await this.#lines()}`);
      return undefined;
    });
  }

  /** Waits until it has ended. @returns how */
  ended(): Promise<Termination> {
    return this.#until("it ends", async () => terminationOf(await this.#read()));
  }

  async #until<T>(what: string, look: (hasEnded: boolean) => Promise<T | undefined>): Promise<T> {
    const end = Date.now() + LIMIT_MS;
    for (;;) {
      this.workspace.signal.throwIfAborted();
      const found = await look(terminationOf(await this.#read()) !== undefined);
      if (found !== undefined) return found;
      if (Date.now() > end) throw new Error(`${this.name}: waited in vain: ${what}: ${await this.#lines()}`);
      await sleep(POLL_MS);
    }
  }

  async #read(): Promise<Pod> {
    return JSON.parse(await inNamespace(this.workspace, "get", "pod", this.name, "--output=json")) as Pod;
  }

  async #lines(): Promise<string> {
    return `\n${(await this.log()).trimEnd().split("\n").slice(-15).join("\n")}`;
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
