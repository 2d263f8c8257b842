/** A stream of bytes. */
export type Bytes = AsyncIterable<Uint8Array>;

/** A file, folder or link in a layer. */
export interface LayerEntry {
  /** Absolute path in the image. */
  readonly path: string;
  readonly type: "file" | "folder" | "link";
  /** Bytes of a file; 0 for all else. */
  readonly size: number;
  /** Of a file's bytes; where a link leads, of a link; empty for a folder. */
  readonly content: string;
  /** Permission bits and owner, such as `755 0:0`. */
  readonly access: string;
  /** When it was modified, in seconds since 1970. */
  readonly modified: number;
}

/** What a layer holds. */
export interface Layer {
  /** SHA-256 of the uncompressed archive, as the image's configuration has it (`sha256:…`). */
  readonly digest: string;
  /** Bytes of the uncompressed archive. */
  readonly size: number;
  readonly entries: readonly LayerEntry[];
  /** Paths that it takes away where lower layers have them; one that ends with `/` is what is in a folder. */
  readonly removed: readonly string[];
  /** When it took away each of them, in seconds since 1970: the archive says it. */
  readonly removedAt: readonly number[];
  /** Files and folders of the Debian packages whose lists are in it. */
  readonly packaged: readonly string[];
}

/** The layers of an image, the lowest first. */
export interface LayeredImage {
  readonly reference: string;
  readonly layers: readonly Layer[];
  /** The instruction that made each of the layers, as the image's history has it; empty where it has none. */
  readonly madeBy: readonly string[];
}

/** An image whose layers are checked. */
export interface CheckedImage {
  readonly image: LayeredImage;
  /** The project's images that it is based on and copies from. */
  readonly parents: readonly LayeredImage[];
  /** Whether it is put together from them and adds no layer of its own. */
  readonly isPutTogether: boolean;
}
