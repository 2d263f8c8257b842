import { createHash } from "node:crypto";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { extract, type Extract } from "tar-stream";

/** What a check reads of an image's file system; paths start at its root. */
export interface ImageContent {
  /** SHA-256 of each regular file that was asked for. */
  readonly files: ReadonlyMap<string, string>;
  /** Where each symbolic link leads, as it is written. */
  readonly links: ReadonlyMap<string, string>;
  /** Files and folders of Debian packages. */
  readonly debian: ReadonlySet<string>;
}

const DEBIAN_LIST = /^\/var\/lib\/dpkg\/info\/[^/]+\.list$/;

/** Reads an image's file system from a tarball, as `docker export` writes it, without unpacking it to the disk. */
export async function readImageContent(
  tarball: NodeJS.ReadableStream,
  isWanted: (path: string) => boolean,
): Promise<ImageContent> {
  const content = {
    files: new Map<string, string>(),
    links: new Map<string, string>(),
    debian: new Set<string>(),
  };
  const entries = extract();
  const read = pipeline(tarball, entries);
  const walk = (async () => {
    for await (const entry of entries) await readEntry(entry, content, isWanted);
  })();
  await Promise.all([read, walk]);
  return content;
}

type Entry = Extract extends AsyncIterable<infer Item> ? Item : never;
type Growing = { files: Map<string, string>; links: Map<string, string>; debian: Set<string> };

async function readEntry(entry: Entry, content: Growing, isWanted: (path: string) => boolean): Promise<void> {
  const { type, name, linkname } = entry.header;
  const path = absolute(name);
  if (type === "symlink") content.links.set(path, linkname ?? "");
  // The other name of a file that came before.
  else if (type === "link" && isWanted(path))
    content.files.set(path, content.files.get(absolute(linkname ?? "")) ?? "");
  else if (type === "file" && DEBIAN_LIST.test(path)) {
    for (const line of (await text(entry)).split("\n")) content.debian.add(line);
    return;
  } else if (type === "file" && isWanted(path)) {
    content.files.set(path, await sha256Of(entry));
    return;
  }
  entry.resume();
}

function absolute(name: string): string {
  return `/${name.replace(/^\.?\//, "").replace(/\/$/, "")}`;
}

async function sha256Of(entry: Entry): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of entry) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
