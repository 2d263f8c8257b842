import { spawn } from "node:child_process";
import { once } from "node:events";
import { extract } from "tar-stream";
import type { Engine } from "../engine";
import { run } from "../run";
import { feed } from "./feed";
import type { Bytes, Layer, LayeredImage } from "./layer";
import type { LayerStore } from "./layer-store";
import { readLayer } from "./read-layer";

/** An image in the manifest of `docker save`. */
interface SavedImage {
  /** Path of its configuration in the archive. */
  readonly Config: string;
  readonly RepoTags: readonly string[] | null;
  /** Paths in the archive, the lowest layer first. */
  readonly Layers: readonly string[];
}

/** The part of an image's configuration that says how its layers were made. */
interface Configuration {
  readonly history?: readonly { readonly created_by?: string; readonly empty_layer?: boolean }[];
}

/** Images by reference. */
type Images = ReadonlyMap<string, LayeredImage>;

/** What an archive of `docker save` has besides its manifest, by path. */
interface Blobs {
  readonly layers: Map<string, Layer>;
  readonly documents: Map<string, unknown>;
}

/** Sees the bytes of a layer pass. The digest is the one that the archive names it by. */
export type Watch = (digest: string, bytes: Bytes, read: (bytes: Bytes) => Promise<Layer>) => Promise<Layer>;

/** How images are read. */
export interface Reading {
  /** Has what was read before, and gets what is read now. */
  readonly store?: LayerStore;
  readonly watch?: Watch;
}

/** Reads the layers of images from an engine, each layer once. @throws Error when the engine does not give them */
export async function readImages(
  references: readonly string[],
  { environment }: Pick<Engine, "environment">,
  signal: AbortSignal,
  reading: Reading = {},
): Promise<readonly LayeredImage[]> {
  const known = reading.store ? await readKnown(references, environment, reading.store) : new Map();
  const unknown = references.filter((reference) => !known.has(reference));
  const saved = unknown.length > 0 ? await save(unknown, environment, signal, reading) : new Map();
  return references.map((reference) => {
    const image = known.get(reference) ?? saved.get(reference);
    if (!image) throw new Error(`docker save gave no image ${reference}.`);
    return image;
  });
}

/** The images whose every layer was read before. */
async function readKnown(
  references: readonly string[],
  environment: Engine["environment"],
  store: LayerStore,
): Promise<Images> {
  const inspect = ["image", "inspect", "--format", "{{.Id}}", ...references];
  const ids = (await run("docker", inspect, { env: environment })).split("\n");
  const images = new Map<string, LayeredImage>();
  for (const [index, reference] of references.entries()) {
    const list = await store.image(ids[index] ?? "");
    const layers = await Promise.all((list?.digests ?? []).map((digest) => store.layer(digest)));
    if (list && layers.every((layer) => layer !== undefined))
      images.set(reference, { reference, layers, madeBy: list.madeBy });
  }
  return images;
}

async function save(
  references: readonly string[],
  environment: Engine["environment"],
  signal: AbortSignal,
  reading: Reading,
): Promise<Images> {
  const child = spawn("docker", ["save", ...references], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "inherit"],
    signal,
  });
  const [images, [status]] = await Promise.all([readArchive(child.stdout, reading), once(child, "close")]);
  if (status !== 0) throw new Error(`docker save ended with ${String(status)}.`);
  return images;
}

/** Reads what `docker save` writes. @returns the images by reference */
export async function readArchive(archive: Bytes, reading: Reading = {}): Promise<Images> {
  const blobs: Blobs = { layers: new Map(), documents: new Map() };
  let manifest: readonly SavedImage[] = [];
  const items = extract();
  const walk = (async () => {
    for await (const item of items) {
      const { name, type } = item.header;
      if (type === "file" && name === "manifest.json")
        manifest = JSON.parse(await textOf(item as Bytes)) as SavedImage[];
      else if (type === "file" && name.startsWith("blobs/"))
        await readBlob(name, item as Bytes, blobs, reading);
      else item.resume();
    }
  })();
  await Promise.all([feed(archive, items), walk]);
  const images = new Map<string, LayeredImage>();
  for (const { Config, RepoTags, Layers } of manifest) {
    const layers = Layers.map((path) => blobAt(blobs.layers, path));
    const madeBy = instructionsOf(blobAt(blobs.documents, Config) as Configuration, layers.length);
    const digests = layers.map(({ digest }) => digest);
    await reading.store?.keepImage(digestOf(Config), { digests, madeBy });
    for (const reference of RepoTags ?? []) images.set(reference, { reference, layers, madeBy });
  }
  return images;
}

// An imported image's history can be shorter than its layers.
function instructionsOf({ history = [] }: Configuration, layers: number): readonly string[] {
  const made = history.filter((step) => step.empty_layer !== true).map((step) => step.created_by ?? "");
  return Array.from({ length: layers }, (_, index) => made[index] ?? "");
}

// A blob is a layer, or a document of an image: JSON, whose first byte no archive of a layer begins with.
async function readBlob(
  name: string,
  blob: Bytes,
  { layers, documents }: Blobs,
  reading: Reading,
): Promise<void> {
  const chunks = blob[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done === true) return;
  const all = startingWith(first.value, chunks);
  if (first.value[0] === "{".charCodeAt(0)) documents.set(name, JSON.parse(await textOf(all)));
  else layers.set(name, await readOnce(digestOf(name), all, reading));
}

async function readOnce(digest: string, bytes: Bytes, { store, watch }: Reading): Promise<Layer> {
  const known = watch ? undefined : await store?.layer(digest);
  if (known) {
    for await (const _ of bytes); // Past it.
    return known;
  }
  const layer = await (watch ? watch(digest, bytes, readLayer) : readLayer(bytes));
  await store?.keepLayer(layer);
  return layer;
}

/** `sha256:…` of `blobs/sha256/…`. */
function digestOf(path: string): string {
  return path.replace("blobs/", "").replace("/", ":");
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

function blobAt<T>(blobs: ReadonlyMap<string, T>, path: string): T {
  const blob = blobs.get(path);
  if (blob === undefined) throw new Error(`docker save: its manifest names ${path}, which is not in it.`);
  return blob;
}
