import { spawn, type ChildProcess } from "node:child_process";

/** What every build is run with. */
export interface DockerOptions {
  /** The folder in which it runs. */
  readonly cwd: string;
  /** Environment that leads to the engine. */
  readonly environment: Readonly<Record<string, string>>;
  /** Kills the build when it is aborted. */
  readonly signal: AbortSignal;
}

/** A running `docker build` whose output is kept. */
export class DockerBuild {
  readonly #child: ChildProcess;
  readonly #printed: { pattern: RegExp; resolve: () => void }[] = [];
  #output = "";

  /** Resolved with the exit code once it has ended, or with null if it was killed. */
  readonly ended: Promise<number | null>;

  /** @param args the words behind `docker build` */
  constructor(
    args: readonly string[],
    { cwd, environment, signal, input }: DockerOptions & { readonly input?: string },
  ) {
    this.#child = spawn("docker", ["build", "--progress", "plain", ...args], {
      cwd,
      // The engine's own builder, whatever builder the user has chosen.
      env: { ...process.env, ...environment, BUILDX_BUILDER: "default" },
      // A group of its own: the command starts a second process that does the work.
      detached: true,
      stdio: ["pipe", "pipe", "pipe"],
    });
    this.#child.stdin?.on("error", () => undefined).end(input ?? "");
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding("utf8").on("data", (chunk: string) => this.#add(chunk));
    }
    const kill = () => this.kill();
    signal.addEventListener("abort", kill, { once: true });
    this.ended = new Promise<number | null>((resolve, reject) => {
      this.#child.once("error", reject).once("close", (code) => resolve(code));
    }).finally(() => signal.removeEventListener("abort", kill));
    if (signal.aborted) kill();
  }

  /** Everything that it has printed. */
  get output(): string {
    return this.#output;
  }

  /** Resolved once the output holds what the pattern describes. */
  printed(pattern: RegExp): Promise<void> {
    return new Promise((resolve) => {
      this.#printed.push({ pattern, resolve });
      this.#add("");
    });
  }

  /** Kills the command at once, with no chance to tell the engine; does nothing once it has ended. */
  kill(): void {
    const { pid, exitCode, signalCode } = this.#child;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    try {
      process.kill(-pid, "SIGKILL");
    } catch {
      // It has ended already.
    }
  }

  #add(chunk: string): void {
    this.#output += chunk;
    for (const { pattern, resolve } of this.#printed) {
      if (pattern.test(this.#output)) resolve();
    }
  }
}
