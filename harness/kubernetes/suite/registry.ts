import { join } from "node:path";
import { REGISTRY_CONFIGURATION, writeRegistryConfiguration } from "../../registry-configuration";
import { run } from "../../run";
import { CTR_OPTIONS, firstColumn } from "../cluster/containers";
import { type Component, startComponent, stopComponent } from "../cluster/component";
import { componentLogs } from "../cluster/bring-up";
import type { Cluster } from "../cluster/cluster";
import { removeUnnamedImages } from "../cluster/unnamed-images";
import { answersOk } from "../cluster/components/health";
import { pushedTo, type ImageSource } from "./image-source";

// The engine and containerd talk to this address without TLS.
const ADDRESS = "127.0.0.1:5055";

/** A registry beside the cluster, which can go and come again with all that was pushed to it. */
export class Registry {
  readonly images: ImageSource = pushedTo(`${ADDRESS}/spark-k8s`);
  readonly #component: Component;

  constructor(
    private readonly cluster: Cluster,
    private readonly folder: string,
    private readonly context: { readonly cacheFolder: string; readonly signal: AbortSignal },
  ) {
    this.#component = {
      name: "docker-registry",
      program: cluster.programs.registry,
      args: ["serve", join(folder, REGISTRY_CONFIGURATION)],
      isHealthy: () => answersOk(`http://${ADDRESS}/v2/`),
    };
  }

  /** Starts it. */
  async start(): Promise<void> {
    const { cacheFolder, signal } = this.context;
    await writeRegistryConfiguration(this.folder, ADDRESS);
    const { path } = this.cluster.programs;
    await startComponent(this.#component, { logs: componentLogs(cacheFolder), path, signal });
  }

  /** Ends it; what was pushed stays. */
  stop(): Promise<void> {
    return stopComponent(this.#component.name);
  }

  /** Ends it, and takes what was pulled from it out of the cluster. */
  async remove(): Promise<void> {
    await this.stop();
    const { ctr } = this.cluster.programs;
    const names = firstColumn(await run(ctr, [...CTR_OPTIONS, "images", "list"]));
    const own = names.filter((name) => name.startsWith(`${ADDRESS}/`));
    if (own.length > 0) await run(ctr, [...CTR_OPTIONS, "images", "remove", ...own]);
    await removeUnnamedImages(ctr);
  }
}
