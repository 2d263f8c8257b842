import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { constants, createGunzip, createGzip } from "node:zlib";
import { pack as packFiles } from "tar-fs";
import { extract, pack as packEntries, type Extract, type Pack } from "tar-stream";

// Stored, not compressed: jars and libraries hardly shrink, and the bytes do not depend on zlib's version.
const STORED = { level: constants.Z_NO_COMPRESSION, chunkSize: 1 << 20 };

const EPOCH = new Date(0);

type Header = Parameters<Pack["entry"]>[0];

/** Where an entry goes and whether it may be executed; undefined leaves it out. */
export type Placement = (entry: { readonly name: string; readonly mode: number }) => Placed | undefined;

/** An entry's new path and whether it may be executed. */
export interface Placed {
  readonly name: string;
  readonly executable: boolean;
}

/** Packs a folder as a tarball whose bytes depend on the files' paths, contents and executable bits alone. */
export async function packFolder(folder: string, prefix: string, file: string): Promise<void> {
  const entries = packFiles(folder, {
    sort: true,
    umask: 0,
    map: (header) =>
      normalize(header as Header, {
        name: header.name === "." ? prefix : `${prefix}/${header.name}`,
        executable: ((header.mode ?? 0) & 0o111) !== 0,
      }) as typeof header,
  } as Parameters<typeof packFiles>[1]);
  await pipeline(entries, createGzip(STORED), createWriteStream(file));
}

/** Rewrites a gzipped tarball entry by entry, in its own order, without unpacking it to the disk. */
export async function repack(source: string, file: string, place: Placement): Promise<void> {
  const entries = extract();
  const target = packEntries();
  await Promise.all([
    pipeline(createReadStream(source), createGunzip(), entries),
    copyEntries(entries, target, place),
    pipeline(target, createGzip(STORED), createWriteStream(file)),
  ]);
}

async function copyEntries(entries: Extract, target: Pack, place: Placement): Promise<void> {
  try {
    for await (const entry of entries) {
      const { name, mode = 0 } = entry.header;
      const placed = place({ name, mode });
      if (placed === undefined) entry.resume();
      else await pipeline(entry, target.entry(normalize(entry.header, placed)));
    }
    target.finalize();
  } catch (error) {
    target.destroy(error as Error);
    throw error;
  }
}

function normalize(header: Header, { name, executable }: Placed): Header {
  const type = header.type ?? "file";
  return {
    name,
    type,
    size: type === "file" ? (header.size ?? 0) : 0,
    uid: 0,
    gid: 0,
    uname: "",
    gname: "",
    mtime: EPOCH,
    mode: type === "directory" || executable ? 493 : 420,
    ...(header.linkname ? { linkname: header.linkname } : {}),
  };
}
