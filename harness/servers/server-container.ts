import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { Engine } from "../engine";
import { runLogged } from "../logged-command";
import { lastLines, run, succeeds } from "../run";
import type { Server } from "./server";
import type { TestNetwork } from "./test-network";

const START_LIMIT_MS = 60_000;
const OUTPUT_LIMIT_MS = 30_000;
const POLL_MS = 250;
const SHOWN = 10;

/** The options by which images are tested too: a server needs no more than they have. */
const CONFINEMENT =
  "--read-only --tmpfs /data:rw,mode=1777 --cap-drop ALL --security-opt no-new-privileges".split(" ");

/** Where a server's container runs and where its output goes. */
export interface ContainerOptions {
  readonly network: TestNetwork;
  readonly environment: Engine["environment"];
  /** The file for what the server prints. */
  readonly logFile: string;
  /** Ends the waiting when it is aborted. */
  readonly signal: AbortSignal;
}

/** The container of a server. */
export class ServerContainer {
  readonly #name: string;

  constructor(
    private readonly server: Server,
    private readonly options: ContainerOptions,
  ) {
    this.#name = `${options.network.name}-${server.host}`;
  }

  /**
   * Starts the server from an image and waits until tests can use it.
   * @throws Error with the server's last lines when it ends or does not answer within a minute
   */
  async start(image: string): Promise<void> {
    const { host, environment } = this.server;
    const { network } = this.options;
    const place = [
      "--name",
      this.#name,
      ...network.labels,
      "--network",
      network.name,
      "--network-alias",
      host,
    ];
    // The values are taken from the client's environment: a command's arguments can be seen by every user.
    const secrets = Object.keys(environment).flatMap((name) => ["--env", name]);
    const args = ["run", "--detach", "--pull", "never", ...place, ...CONFINEMENT, ...secrets, image];
    await run("docker", args, { env: { ...this.options.environment, ...environment } });
    await this.#waitUntilReady(Date.now() + START_LIMIT_MS);
  }

  /** Writes all that the server has printed to its file. */
  async keepOutput(): Promise<void> {
    const { environment, logFile } = this.options;
    const signal = AbortSignal.timeout(OUTPUT_LIMIT_MS);
    const args = ["logs", this.#name];
    await runLogged({ command: "docker", args, cwd: __dirname, environment, logFile, signal });
  }

  async #waitUntilReady(end: number): Promise<void> {
    const { environment: env, signal } = this.options;
    const prepare = ["exec", this.#name, ...this.server.prepare];
    const inspect = ["container", "inspect", "--format", "{{.State.Running}}", this.#name];
    while (!(await succeeds("docker", prepare, { env, signal }))) {
      signal.throwIfAborted();
      if ((await run("docker", inspect, { env })) !== "true") throw await this.#failure("ended");
      if (Date.now() > end) throw await this.#failure(`did not answer within ${START_LIMIT_MS / 1000} s`);
      await sleep(POLL_MS);
    }
  }

  async #failure(reason: string): Promise<Error> {
    const { logFile } = this.options;
    await this.keepOutput();
    const lines = lastLines(await readFile(logFile, "utf8"), SHOWN);
    return new Error([`it ${reason}; its last lines (all in ${logFile}):`, ...lines].join("\n  "));
  }
}
