import { createHash } from "node:crypto";
import { posix } from "node:path";
import { extract, type Header } from "tar-stream";
import { feed } from "./feed";
import type { Bytes, Layer, LayerEntry } from "./layer";

const WHITEOUT = ".wh.";
/** Hides what lower layers have in a folder; overlay2 writes it into new folders as well, where it hides nothing. */
const OPAQUE = ".wh..wh..opq";

/** Reads a layer from its uncompressed archive. @throws Error when it is not a tar archive */
export async function readLayer(archive: Bytes): Promise<Layer> {
  const whole = createHash("sha256");
  let size = 0;
  const entries: LayerEntry[] = [];
  const removed: string[] = [];
  const items = extract();
  const fed = feed(archive, items, (chunk) => {
    whole.update(chunk);
    size += chunk.length;
  });
  const walk = (async () => {
    for await (const item of items) {
      const path = absolute(item.header.name);
      if (posix.basename(path).startsWith(WHITEOUT)) {
        removed.push(removedBy(path));
        item.resume();
      } else {
        entries.push(entryOf(path, item.header, await sha256Of(item as Bytes)));
      }
    }
  })();
  await Promise.all([fed, walk]);
  return { digest: `sha256:${whole.digest("hex")}`, size, entries, removed };
}

function removedBy(path: string): string {
  const [folder, name] = [posix.dirname(path), posix.basename(path)];
  return name === OPAQUE ? `${folder}/` : posix.join(folder, name.slice(WHITEOUT.length));
}

function entryOf(path: string, header: Header, sha256: string): LayerEntry {
  const { type, linkname, size = 0, mode = 0, uid = 0, gid = 0 } = header;
  const access = `${mode.toString(8)} ${uid}:${gid}`;
  if (type === "directory") return { path, type: "folder", size: 0, content: "", access };
  if (type === "file") return { path, type: "file", size, content: sha256, access };
  return { path, type: "link", size: 0, content: `${String(type)} ${linkname ?? ""}`, access };
}

function absolute(name: string): string {
  return posix.join("/", name).replace(/(?<=.)\/$/, "");
}

async function sha256Of(stream: Bytes): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of stream) hash.update(chunk);
  return hash.digest("hex");
}
