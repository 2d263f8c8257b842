import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Layer } from "./layer";

/** What an image's configuration says of its layers. */
export interface LayerList {
  /** Digests, the lowest layer first. */
  readonly digests: readonly string[];
  /** The instruction that made each of them; empty where the history has none. */
  readonly madeBy: readonly string[];
}

/** What is kept has another form when this is another number. */
const FORMAT = 2;

/**
 * Layers that were read before, by the digests of their bytes, and the lists of layers of images, by the digests of their
 * configurations: what has the same digest has the same content, and is not read again.
 */
export class LayerStore {
  readonly #folder: string;

  /** @param cacheFolder the folder for everything that is kept between runs */
  constructor(cacheFolder: string) {
    this.#folder = join(cacheFolder, "layers", `format-${FORMAT}`);
  }

  layer(digest: string): Promise<Layer | undefined> {
    return this.#find<Layer>("layer", digest);
  }

  image(id: string): Promise<LayerList | undefined> {
    return this.#find<LayerList>("image", id);
  }

  keepLayer(layer: Layer): Promise<void> {
    return this.#keep("layer", layer.digest, layer);
  }

  keepImage(id: string, list: LayerList): Promise<void> {
    return this.#keep("image", id, list);
  }

  /** What cannot be read is not there. */
  async #find<T>(kind: string, digest: string): Promise<T | undefined> {
    const bytes = await readFile(this.#fileOf(kind, digest)).catch(() => undefined);
    if (!bytes) return undefined;
    try {
      return JSON.parse(gunzipSync(bytes).toString("utf8")) as T;
    } catch {
      return undefined;
    }
  }

  async #keep(kind: string, digest: string, value: unknown): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const file = this.#fileOf(kind, digest);
    const temporary = `${file}.${process.pid}`;
    await writeFile(temporary, gzipSync(JSON.stringify(value)));
    await rename(temporary, file);
  }

  #fileOf(kind: string, digest: string): string {
    return join(this.#folder, `${kind}-${digest.replace(":", "-")}.json.gz`);
  }
}
