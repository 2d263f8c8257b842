import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { secondsSince } from "../report";
import { postgresql } from "./postgresql";
import { s3 } from "./s3";
import type { Server, ServerContext } from "./server";
import { ServerContainer } from "./server-container";
import { TestNetwork } from "./test-network";

/** The servers that tests can ask for, with a password and keys that no other run has. */
export function allServers(): readonly Server[] {
  return [postgresql(secret()), s3(secret(), secret())];
}

/** The servers of one run, each started when a test asks for it first. */
export class TestServers {
  readonly #network: TestNetwork;
  readonly #starts = new Map<Server, Promise<ServerContainer>>();
  readonly #closing = new AbortController();
  readonly #signal: AbortSignal;
  #created: Promise<void> | undefined;

  constructor(
    private readonly context: ServerContext,
    private readonly servers: readonly Server[] = allServers(),
  ) {
    this.#network = new TestNetwork(context.engine.environment);
    this.#signal = AbortSignal.any([context.signal, this.#closing.signal]);
  }

  /**
   * What a test.sh is told of the servers it asks for, once these can be used; nothing when it asks for none.
   * @param asked the variables that the test.sh names
   * @throws Error in one sentence when one of them was not started; the reason has been reported by then
   */
  async variablesFor(asked: ReadonlySet<string>): Promise<Record<string, string>> {
    const servers = this.servers.filter(({ askedBy }) => asked.has(askedBy));
    if (servers.length === 0) return {};
    await Promise.all(servers.map((server) => this.#ensureStarted(server)));
    return Object.assign({ TEST_NETWORK: this.#network.name }, ...servers.map(({ variables }) => variables));
  }

  /** Ends the servers, also one that is being started, and removes all that was made for them but their images. */
  async close(): Promise<void> {
    this.#closing.abort(new Error("The run has ended."));
    for (const start of this.#starts.values()) {
      const container = await start.catch(() => undefined);
      await container?.keepOutput();
    }
    if (this.#created === undefined) return;
    await this.#network.remove().catch((error: Error) => {
      this.context.report(`servers: some could not be removed, the next run does it: ${error.message}`);
    });
  }

  #ensureStarted(server: Server): Promise<ServerContainer> {
    const known = this.#starts.get(server);
    if (known) return known;
    const started = this.#start(server).catch((error: Error) => {
      if (!this.#signal.aborted)
        this.context.report(`server: ${server.name} was not started: ${error.message}`);
      throw new Error(`the ${server.name} server was not started, for the reason above`, { cause: error });
    });
    this.#starts.set(server, started);
    return started;
  }

  async #start(server: Server): Promise<ServerContainer> {
    const { engine, logFolder, report } = this.context;
    const start = Date.now();
    this.#created ??= this.#network.create();
    await this.#created;
    const image = await server.makeImage({ ...this.context, signal: this.#signal });
    this.#signal.throwIfAborted();
    const container = new ServerContainer(server, {
      network: this.#network,
      environment: engine.environment,
      logFile: join(logFolder, `${server.host}.server.log`),
      signal: this.#signal,
    });
    await container.start(image);
    report(`server: ${server.name} answers, ${secondsSince(start)} s after it was asked for`);
    return container;
  }
}

/** 128 random bits as hexadecimal digits. */
function secret(): string {
  return randomBytes(16).toString("hex");
}
