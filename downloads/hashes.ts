import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

/** The hash functions by which sources name a file. */
export const ALGORITHMS = ["sha256", "sha512", "sha1"] as const;
/** A hash function. */
export type Algorithm = (typeof ALGORITHMS)[number];
/** Hashes of one file, in lower-case hexadecimal digits. */
export type Hashes = Readonly<Record<Algorithm, string>>;

/** All hashes of a file, which is read once. */
export async function hashesOf(file: string): Promise<Hashes> {
  const running = ALGORITHMS.map((algorithm) => [algorithm, createHash(algorithm)] as const);
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    for (const [, hash] of running) hash.update(chunk as Buffer);
  }
  return Object.fromEntries(running.map(([algorithm, hash]) => [algorithm, hash.digest("hex")])) as Record<
    Algorithm,
    string
  >;
}
