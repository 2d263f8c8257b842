import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import type { Engine } from "../engine";
import { isRunning } from "../is-running";
import { run } from "../run";

/** The label of servers' containers and networks: the machine and the process that made them. */
const OWNER_LABEL = "io.github.spark-k8s.test-owner";

// Containers first: a network that has some is not removed.
const KINDS = [
  { list: ["ps", "--all", "--format", `{{.Names}} {{.Label "${OWNER_LABEL}"}}`], remove: ["rm", "--force"] },
  { list: ["network", "ls", "--format", `{{.Name}} {{.Label "${OWNER_LABEL}"}}`], remove: ["network", "rm"] },
] as const;

/** A network for the servers of one run and the tests that use them, apart from every other network. */
export class TestNetwork {
  /** Unique, so that runs at the same time do not meet. */
  readonly name = `spark-k8s-test-${process.pid}-${randomBytes(4).toString("hex")}`;

  /** Options that mark a container or network as this process's. */
  readonly labels: readonly string[] = ["--label", `${OWNER_LABEL}=${hostname()}:${process.pid}`];

  constructor(private readonly environment: Engine["environment"]) {}

  /** Makes the network, and removes what runs on this machine that were killed have left. */
  async create(): Promise<void> {
    // What is still in use is left to the next run.
    await this.#removeOf((pid) => !isRunning(pid)).catch(() => undefined);
    await this.#docker("network", "create", "--internal", ...this.labels, this.name);
  }

  /** Removes the network with the containers that have its labels. */
  async remove(): Promise<void> {
    await this.#removeOf((pid) => pid === process.pid);
  }

  /** Removes the containers and networks of some processes of this machine; those of others cannot be judged here. */
  async #removeOf(isMeant: (pid: number) => boolean): Promise<void> {
    for (const { list, remove } of KINDS) {
      const lines = (await this.#docker(...list, "--filter", `label=${OWNER_LABEL}`)).split("\n");
      const names = lines.flatMap((line) => {
        const [, name, machine, pid] = /^(\S+) (.*):(\d+)$/.exec(line) ?? [];
        return name !== undefined && machine === hostname() && isMeant(Number(pid)) ? [name] : [];
      });
      if (names.length > 0) await this.#docker(...remove, ...names);
    }
  }

  #docker(...args: readonly string[]): Promise<string> {
    return run("docker", args, { env: this.environment });
  }
}
