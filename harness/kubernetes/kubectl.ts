import { run, succeeds } from "../run";

/** An object of the Kubernetes API, to be made or as the API server has it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly [more: string]: unknown };
  readonly [more: string]: unknown;
}

/** The `kubectl` command for one cluster. */
export class Kubectl {
  constructor(
    /** Path or name of the command. */
    readonly program: string,
    /** File that leads to the cluster. */
    readonly kubeconfig: string,
    private readonly signal: AbortSignal,
  ) {}

  /** The same command, ended by another signal. */
  with(signal: AbortSignal): Kubectl {
    return new Kubectl(this.program, this.kubeconfig, signal);
  }

  /** Variables that make a command reach the cluster. */
  get environment(): Readonly<Record<string, string>> {
    return { KUBECONFIG: this.kubeconfig };
  }

  /** Runs it to its end. @returns what it printed @throws CommandError with its last lines when it fails */
  run(...args: readonly string[]): Promise<string> {
    return run(this.program, args, { env: this.environment, signal: this.signal });
  }

  /** Whether it ends with 0. */
  succeeds(...args: readonly string[]): Promise<boolean> {
    return succeeds(this.program, args, { env: this.environment, signal: this.signal });
  }

  /** What it prints as JSON. */
  async json<T>(...args: readonly string[]): Promise<T> {
    return JSON.parse(await this.run(...args, "--output=json")) as T;
  }

  /** Runs it to its end with something on its standard input. @returns what it printed */
  feed(string: string, ...args: readonly string[]): Promise<string> {
    return run(this.program, args, { env: this.environment, signal: this.signal, stdin: { string } });
  }

  /** Makes objects, or makes them as they are given here. */
  async apply(objects: readonly KubernetesObject[]): Promise<void> {
    await this.#send(["apply", "--server-side", "--force-conflicts", "--filename=-"], objects);
  }

  /** Makes objects that are not there yet. @throws CommandError with what the API server says when it refuses one */
  async create(objects: readonly KubernetesObject[]): Promise<void> {
    await this.#send(["create", "--filename=-"], objects);
  }

  /** Why the API server would not make objects; undefined: it would. Nothing is made. */
  whyRefused(objects: readonly KubernetesObject[]): Promise<string | undefined> {
    return this.#send(["create", "--dry-run=server", "--filename=-"], objects).then(
      () => undefined,
      (error: Error) => error.message,
    );
  }

  #send(args: readonly string[], items: readonly KubernetesObject[]): Promise<string> {
    return this.feed(JSON.stringify({ apiVersion: "v1", kind: "List", items }), ...args);
  }
}
