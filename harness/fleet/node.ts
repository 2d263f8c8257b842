import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run, succeeds } from "../run";
import { startDaemon } from "./daemon";

/** What a containerd is started with. */
export interface NodeSettings {
  /** Folder for its images. */
  readonly home: string;
  /** Folder for its socket, short: the path of one has at most 107 characters. */
  readonly state: string;
  readonly logFolder: string;
  /** PATH that finds containerd and ctr. */
  readonly path: string;
  readonly signal: AbortSignal;
}

/** An engine that pulls images as a node of a cluster does: a containerd of its own. */
export class Node {
  private constructor(
    private readonly socket: string,
    private readonly path: string,
    private readonly signal: AbortSignal,
    readonly pid: number,
    readonly stop: () => Promise<void>,
  ) {}

  /** Starts a containerd that has no image. @throws Error with its last lines, when it does not start */
  static async start({ home, state, logFolder, path, signal }: NodeSettings): Promise<Node> {
    const folder = join(home, "node");
    await mkdir(folder);
    const socket = join(state, "containerd.sock");
    const file = join(folder, "containerd.toml");
    const text = JSON.stringify; // A JSON string is a TOML string.
    await writeFile(
      file,
      `version = 3
root = ${text(join(folder, "images"))}
state = ${text(join(state, "containerd"))}
disabled_plugins = ["io.containerd.cri.v1.images", "io.containerd.cri.v1.runtime", "io.containerd.grpc.v1.cri"]
[grpc]
  address = ${text(socket)}
[ttrpc]
  address = ${text(`${socket}.ttrpc`)}
`,
    );
    const environment = { PATH: path };
    const answers = () => succeeds("ctr", ["--address", socket, "version"], { env: environment });
    const logFile = join(logFolder, "containerd.log");
    const command = ["containerd", "--config", file];
    const { pid, stop } = await startDaemon(
      { name: "containerd", command, environment, logFile, answers },
      signal,
    );
    return new Node(socket, path, signal, pid, stop);
  }

  /** Pulls an image from a registry without TLS and unpacks it. @throws CommandError with what the client says */
  async pull(reference: string): Promise<void> {
    const words = ["--address", this.socket, "images", "pull", "--plain-http", reference];
    await run("ctr", words, { env: { PATH: this.path }, signal: this.signal });
  }
}
