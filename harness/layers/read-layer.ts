import { createHash } from "node:crypto";
import { posix } from "node:path";
import { text } from "node:stream/consumers";
import { extract, type Header } from "tar-stream";
import { feed } from "./feed";
import type { Bytes, Layer, LayerEntry } from "./layer";
import { hashStream } from "../checksum";

const DEBIAN_LIST = /^\/var\/lib\/dpkg\/info\/[^/]+\.list$/;
const WHITEOUT = ".wh.";
/** Hides what lower layers have in a folder; overlay2 writes it into new folders as well, where it hides nothing. */
const OPAQUE = ".wh..wh..opq";

/** Reads a layer from its uncompressed archive. @throws Error when it is not a tar archive */
export async function readLayer(archive: Bytes): Promise<Layer> {
  const whole = createHash("sha256");
  let size = 0;
  const entries: LayerEntry[] = [];
  const removed: string[] = [];
  const removedAt: number[] = [];
  const packaged: string[] = [];
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
        removedAt.push(timeOf(item.header));
        item.resume();
      } else if (DEBIAN_LIST.test(path)) {
        const list = await text(item);
        packaged.push(...list.split("\n").filter((line) => line !== ""));
        entries.push(entryOf(path, item.header, createHash("sha256").update(list).digest("hex")));
      } else {
        entries.push(entryOf(path, item.header, await hashStream(item)));
      }
    }
  })();
  await Promise.all([fed, walk]);
  return { digest: `sha256:${whole.digest("hex")}`, size, entries, removed, removedAt, packaged };
}

function removedBy(path: string): string {
  const [folder, name] = [posix.dirname(path), posix.basename(path)];
  return name === OPAQUE ? `${folder}/` : posix.join(folder, name.slice(WHITEOUT.length));
}

function entryOf(path: string, header: Header, sha256: string): LayerEntry {
  const { type, linkname, size = 0, mode = 0, uid = 0, gid = 0 } = header;
  const common = { path, access: `${mode.toString(8)} ${uid}:${gid}`, modified: timeOf(header) };
  if (type === "directory") return { ...common, type: "folder", size: 0, content: "" };
  if (type === "file") return { ...common, type: "file", size, content: sha256 };
  return { ...common, type: "link", size: 0, content: `${String(type)} ${linkname ?? ""}` };
}

function timeOf({ mtime }: Header): number {
  return (mtime?.getTime() ?? 0) / 1000;
}

function absolute(name: string): string {
  return posix.join("/", name).replace(/(?<=.)\/$/, "");
}
