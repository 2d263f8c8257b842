import { posix } from "node:path";
import type { Layer, LayerEntry, LayeredImage } from "../layers/layer";

/** What a check reads of an image's file system; paths start at its root. */
export interface ImageContent {
  /** SHA-256 of each regular file that was asked for. */
  readonly files: ReadonlyMap<string, string>;
  /** Where each symbolic link leads, as it is written. */
  readonly links: ReadonlyMap<string, string>;
  /** Files and folders of Debian packages. */
  readonly debian: ReadonlySet<string>;
}

/** The file system that the layers of an image make, one above the other. */
export function contentOf({ layers }: LayeredImage, isWanted: (path: string) => boolean): ImageContent {
  const tree = new Map<string, LayerEntry>();
  for (const layer of layers) lay(layer, tree);
  const files = new Map<string, string>();
  const links = new Map<string, string>();
  for (const [path, { type, content }] of tree) {
    if (type === "file" && isWanted(path)) files.set(path, content);
    const [, target] = /^symlink (.*)$/s.exec(content) ?? [];
    if (type === "link" && target !== undefined) links.set(path, target);
  }
  return { files, links, debian: new Set(layers.flatMap(({ packaged }) => packaged)) };
}

function lay({ entries, removed }: Layer, tree: Map<string, LayerEntry>): void {
  for (const path of removed) {
    const folder = path.endsWith("/") ? path : `${path}/`;
    if (folder !== path) tree.delete(path);
    for (const below of tree.keys()) if (below.startsWith(folder)) tree.delete(below);
  }
  for (const entry of entries) tree.set(entry.path, entry.type === "link" ? named(entry, tree) : entry);
}

/** Another name of a file is that file. */
function named(entry: LayerEntry, tree: ReadonlyMap<string, LayerEntry>): LayerEntry {
  const [, target] = /^link (.*)$/s.exec(entry.content) ?? [];
  return (target !== undefined && tree.get(posix.join("/", target))) || entry;
}
