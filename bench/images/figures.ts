import type { Storage } from "../../harness/layers/storage";
import type { ComparedPull } from "./pulls";

/** A figure of the project's images beside that of the images that they are compared with. */
export interface Compared<T> {
  readonly own: T;
  readonly baseline: T;
}

/** Bytes of an image. */
export interface ImageBytes {
  readonly reference: string;
  readonly layers: number;
  /** Of the layers' archives, uncompressed. */
  readonly unpacked: number;
  /** In a registry, compressed with gzip. */
  readonly gzip: number;
  /** In a registry, compressed with zstd. */
  readonly zstd: number;
}

/** What a node downloads, in each of the cases. */
export interface Pulls {
  /** With no image of either. */
  readonly first: readonly ComparedPull[];
  /** With the runtime of the patch before. */
  readonly patchUpgrade: readonly ComparedPull[];
  /** The GPU runtime, with the plain one of the same Spark. */
  readonly gpu: readonly ComparedPull[];
  /** A runtime with another version of one JDBC driver, with the runtime before that. */
  readonly newDriver: readonly ComparedPull[];
}

/** Seconds of the clock for all images, built one after the other. */
export interface BuildSeconds {
  /** The first image with an empty build cache, the others with what is built by then; downloads come from this machine. */
  readonly cold: Compared<number>;
  /** Again, with no change. */
  readonly warm: Compared<number>;
  /** The longest that one image took then. */
  readonly warmLongest: Compared<number>;
  /** All images again, with another version of one JDBC driver. */
  readonly changedDriver: Compared<number>;
  /** Of those, the images of a further patch: what it takes to add it where those of the others are built. */
  readonly addedPatch: readonly ({ readonly what: string } & Compared<number>)[];
}

/** Everything that `npm run bench:images` measures: what `measured/images.json` holds. */
export interface Figures {
  readonly machine: string;
  /** The driver that was changed, such as `postgresql 42.7.1 to 42.7.8`. */
  readonly changedDriver: string;
  readonly images: Compared<readonly ImageBytes[]>;
  /** What all images take together, uncompressed. */
  readonly storage: Compared<Storage>;
  /** Bytes of all layers over the bytes of all distinct files, of the project's images. */
  readonly storedOverDistinct: number;
  readonly pulls: Pulls;
  /** Bytes that a node pulls for each patch upgrade, over what the baseline pulls for it. */
  readonly patchUpgradePullOverBaseline: Readonly<Record<string, number>>;
  readonly seconds: BuildSeconds;
  /** Layers that were not there before one driver was changed. */
  readonly layersOfChangedDriver: number;
}
