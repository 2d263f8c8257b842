import { spawn } from "node:child_process";
import { once } from "node:events";
import { extract } from "tar-stream";
import type { Engine } from "../engine";
import { feed } from "./feed";
import type { Bytes, Layer, LayeredImage } from "./layer";
import { readLayer } from "./read-layer";

/** An image in the manifest of `docker save`. */
interface SavedImage {
  readonly RepoTags: readonly string[] | null;
  /** Paths in the archive, the lowest layer first. */
  readonly Layers: readonly string[];
}

/** Reads the layers of images from an engine, each layer once. @throws Error when the engine does not give them */
export async function readImages(
  references: readonly string[],
  { environment }: Pick<Engine, "environment">,
  signal: AbortSignal,
): Promise<readonly LayeredImage[]> {
  const child = spawn("docker", ["save", ...references], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "inherit"],
    signal,
  });
  const [images, [status]] = await Promise.all([readArchive(child.stdout), once(child, "close")]);
  if (status !== 0) throw new Error(`docker save ended with ${String(status)}.`);
  return references.map((reference) => {
    const layers = images.get(reference);
    if (!layers) throw new Error(`docker save gave no image ${reference}.`);
    return { reference, layers };
  });
}

/** Reads what `docker save` writes. @returns the layers by reference */
export async function readArchive(archive: Bytes): Promise<ReadonlyMap<string, readonly Layer[]>> {
  const layers = new Map<string, Layer>();
  let manifest: readonly SavedImage[] = [];
  const items = extract();
  const walk = (async () => {
    for await (const item of items) {
      const { name, type } = item.header;
      if (type === "file" && name === "manifest.json")
        manifest = JSON.parse(await textOf(item as Bytes)) as SavedImage[];
      else if (type === "file" && name.startsWith("blobs/")) await readBlob(name, item as Bytes, layers);
      else item.resume();
    }
  })();
  await Promise.all([feed(archive, items), walk]);
  return new Map(
    manifest.flatMap(({ RepoTags, Layers }) =>
      (RepoTags ?? []).map((tag) => [tag, Layers.map((path) => layerAt(layers, path))] as const),
    ),
  );
}

// A blob is a layer, or a document of an image: JSON, whose first byte no archive of a layer begins with.
async function readBlob(name: string, blob: Bytes, layers: Map<string, Layer>): Promise<void> {
  const chunks = blob[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done === true) return;
  const all = startingWith(first.value, chunks);
  if (first.value[0] === "{".charCodeAt(0)) await textOf(all);
  else layers.set(name, await readLayer(all));
}

async function* startingWith(
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

async function textOf(stream: Bytes): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function layerAt(layers: ReadonlyMap<string, Layer>, path: string): Layer {
  const layer = layers.get(path);
  if (!layer) throw new Error(`docker save: its manifest names ${path}, which is not in it.`);
  return layer;
}
