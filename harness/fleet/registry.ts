import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ensureForeignPackages } from "../foreign-packages";
import { freePort } from "../free-port";
import { REGISTRY_CONFIGURATION, writeRegistryConfiguration } from "../registry-configuration";
import type { Report } from "../report";
import { startDaemon } from "./daemon";
import { type Request, readRequests } from "./registry-log";

/** Debian's registry, unpacked: the installed package would start one. */
const PACKAGES = { suite: "bookworm", names: ["docker-registry"] };

const SETTLED_MS = 300;

/** What a registry is started with. */
export interface RegistrySettings {
  readonly cacheFolder: string;
  /** Folder for what is pushed. */
  readonly home: string;
  readonly logFolder: string;
  readonly report: Report;
  readonly signal: AbortSignal;
}

/** A registry on the loopback interface. */
export class Registry {
  private constructor(
    /** Host and port, as in a reference. */
    readonly host: string,
    private readonly logFile: string,
    readonly pid: number,
    readonly stop: () => Promise<void>,
  ) {}

  /** Starts an empty registry. @throws Error with its last lines, when it does not start */
  static async start({ cacheFolder, home, logFolder, report, signal }: RegistrySettings): Promise<Registry> {
    const folder = join(cacheFolder, "tools", "docker-registry");
    await ensureForeignPackages(PACKAGES, folder, () => report("unpacking Debian's docker-registry"));
    const host = `127.0.0.1:${await freePort()}`;
    await writeRegistryConfiguration(home, host);
    const logFile = join(logFolder, "registry.log");
    const answers = () =>
      fetch(`http://${host}/v2/`).then(
        ({ ok }) => ok,
        () => false,
      );
    const command = [
      join(folder, "usr/bin/docker-registry"),
      "serve",
      join(home, REGISTRY_CONFIGURATION),
    ] as const;
    const daemon = { name: "docker-registry", command, environment: {}, logFile, answers };
    const { pid, stop } = await startDaemon(daemon, signal);
    return new Registry(host, logFile, pid, stop);
  }

  /** What `work` yields, and the requests that the registry has answered meanwhile. */
  async during<T>(
    work: () => Promise<T>,
  ): Promise<{ readonly value: T; readonly requests: readonly Request[] }> {
    const { size } = await stat(this.logFile);
    const value = await work();
    const log = await this.#settledLog();
    return { value, requests: readRequests(log.subarray(size).toString("utf8")) };
  }

  /** The log as soon as it has not grown for a while: a request stands in it shortly after its answer. */
  async #settledLog(): Promise<Buffer> {
    let log = await readFile(this.logFile);
    for (;;) {
      await sleep(SETTLED_MS);
      const later = await readFile(this.logFile);
      if (later.length === log.length) return log;
      log = later;
    }
  }

  /** A manifest, parsed. @throws Error when there is none */
  async manifest<T>(repository: string, reference: string): Promise<T> {
    const path = `${repository}/manifests/${reference}`;
    const accept = TYPES.join(", ");
    const response = await fetch(`http://${this.host}/v2/${path}`, {
      headers: { accept, "user-agent": "proof" },
    });
    if (!response.ok) throw new Error(`The registry answers ${response.status} for ${path}.`);
    return (await response.json()) as T;
  }
}

const TYPES = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.docker.distribution.manifest.v2+json",
];
