import type { Registry } from "./registry";

/** A layer as a registry has it. */
export interface PushedLayer {
  readonly digest: string;
  /** Bytes, compressed. */
  readonly size: number;
}

/** Repository and tag of an image in a registry. */
export interface Pushed {
  readonly repository: string;
  readonly tag: string;
}

interface Manifest {
  readonly manifests?: readonly { readonly digest: string; readonly platform?: { readonly os: string } }[];
  readonly layers?: readonly PushedLayer[];
}

/** Where an image is when bake was told to call its registry `folder`. */
export function pushedAs(image: string, folder: string): Pushed {
  const [name = "", tag = ""] = (image.split("/").at(-1) ?? "").split(":");
  return { repository: `${folder}/${name}`, tag };
}

/** The layers of an image, the lowest first. */
export async function layersOf(
  registry: Registry,
  { repository, tag }: Pushed,
): Promise<readonly PushedLayer[]> {
  const found = await registry.manifest<Manifest>(repository, tag);
  // Beside the image, an index has what attests to it.
  const image = found.manifests?.find(({ platform }) => platform?.os !== "unknown")?.digest;
  const manifest = image === undefined ? found : await registry.manifest<Manifest>(repository, image);
  return manifest.layers ?? [];
}
