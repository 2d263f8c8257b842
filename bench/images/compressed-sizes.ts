import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Writable } from "node:stream";
import { createGzip } from "node:zlib";
import type { Bytes } from "../../harness/layers/layer";
import type { Watch } from "../../harness/layers/read-images";

/** Bytes of a layer in a registry. */
export interface Compressed {
  /** Level 6, which Docker, BuildKit and containerd use. */
  readonly gzip: number;
  /** Level 3, which BuildKit uses. */
  readonly zstd: number;
}

/**
 * Compresses layers as they are read. Sizes are kept in a file by the layers' digests: the same bytes give the same
 * size, and most layers are those of an earlier run.
 */
export class CompressedSizes {
  readonly #sizes: Map<string, Compressed>;

  constructor(private readonly file: string) {
    const known = existsSync(file)
      ? (JSON.parse(readFileSync(file, "utf8")) as Record<string, Compressed>)
      : {};
    this.#sizes = new Map(Object.entries(known));
  }

  /** For reading images: compresses each layer on the way. */
  readonly watch: Watch = async (digest, bytes, read) => {
    if (this.#sizes.has(digest)) return read(bytes);
    const [gzip, zstd] = [counted(gzipped()), counted(zstandard())];
    const layer = await read(teed(bytes, [gzip.input, zstd.input]));
    this.#sizes.set(layer.digest, { gzip: await gzip.size, zstd: await zstd.size });
    this.#keep();
    return layer;
  };

  /** @throws Error when the layer was not read */
  of(digest: string): Compressed {
    const found = this.#sizes.get(digest);
    if (!found) throw new Error(`${digest} was not compressed.`);
    return found;
  }

  #keep(): void {
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(this.file, JSON.stringify(Object.fromEntries(this.#sizes)));
  }
}

interface Compressor {
  readonly input: Writable;
  readonly output: Bytes;
}

function gzipped(): Compressor {
  const gzip = createGzip({ level: 6 });
  return { input: gzip, output: gzip as Bytes };
}

function zstandard(): Compressor {
  const child = spawn("zstd", ["-3", "--quiet", "--stdout"], { stdio: ["pipe", "pipe", "inherit"] });
  return { input: child.stdin, output: child.stdout as Bytes };
}

function counted({ input, output }: Compressor): {
  readonly input: Writable;
  readonly size: Promise<number>;
} {
  const size = (async () => {
    let bytes = 0;
    for await (const chunk of output) bytes += chunk.length;
    return bytes;
  })();
  size.catch(() => undefined);
  return { input, size };
}

async function* teed(bytes: Bytes, inputs: readonly Writable[]): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of bytes) {
    const full = inputs.filter((input) => !input.write(chunk));
    yield chunk;
    await Promise.all(full.map((input) => once(input, "drain")));
  }
  for (const input of inputs) input.end();
}
