import { once } from "node:events";
import type { Extract } from "tar-stream";
import type { Bytes } from "./layer";

/** Writes chunks into an archive's reader, as fast as it takes them. @throws Error when the archive is damaged */
export async function feed(
  chunks: Bytes,
  archive: Extract,
  each: (chunk: Uint8Array) => void = () => undefined,
): Promise<void> {
  for await (const chunk of chunks) {
    each(chunk);
    if (!archive.write(chunk)) await once(archive, "drain");
  }
  archive.end(undefined);
}
