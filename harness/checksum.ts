import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";

/** The hash functions the lock uses: SHA-512 for Spark, SHA-256 for everything else. */
export type Algorithm = "sha256" | "sha512";

/** What a file's bytes must hash to. */
export interface Checksum {
  readonly algorithm: Algorithm;
  /** Lower-case hexadecimal digits. */
  readonly hex: string;
}

/** A SHA-256 checksum from its hexadecimal digits. */
export function sha256(hex: string): Checksum {
  return { algorithm: "sha256", hex };
}

/** A SHA-512 checksum from its hexadecimal digits. */
export function sha512(hex: string): Checksum {
  return { algorithm: "sha512", hex };
}

/** The SHA-256 digits of a text. */
export function hashText(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The SHA-256 digits of what a stream gives, read to its end. */
export async function hashStream(stream: AsyncIterable<unknown>): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of stream) hash.update(chunk as Uint8Array);
  return hash.digest("hex");
}

/** The digits of a file's hash; the file is streamed, so its size does not matter. */
export async function hashFile(file: string, algorithm: Algorithm): Promise<string> {
  const hash = createHash(algorithm);
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest("hex");
}
