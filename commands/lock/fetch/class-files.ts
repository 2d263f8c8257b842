import { closeSync, openSync, readSync } from "node:fs";
import { constants, inflateRawSync } from "node:zlib";
import { type Entry, openPromise } from "yauzl";

/** How a class file begins: a magic number, a minor version and a major one. */
const MAGIC = 0xcafebabe;
const CLASS_HEADER = 8;

/** Lengths in a zip archive: of the fixed part of a local header, and of what is read behind a file's name. */
const LOCAL_HEADER = 30;
const ENOUGH = 512;
const DEFLATED = 8;

/**
 * The highest major version of a jar's class files: which Java can load all of them. Classes for newer Javas, under
 * META-INF/versions, and descriptors of modules and packages do not count: an older Java does not read them.
 *
 * @returns null where the jar has no classes
 * @throws Error where the file is no readable archive
 */
export async function classFileVersion(path: string): Promise<number | null> {
  const zip = await openPromise(path, { autoClose: false });
  const file = openSync(path, "r");
  let highest: number | null = null;
  try {
    for await (const entry of zip.eachEntry()) {
      if (!isCounted(entry.fileName)) continue;
      const start = startOf(file, entry);
      if (start.length < CLASS_HEADER || start.readUInt32BE(0) !== MAGIC) continue;
      highest = Math.max(highest ?? 0, start.readUInt16BE(6));
    }
  } finally {
    zip.close();
    closeSync(file);
  }
  return highest;
}

function isCounted(name: string): boolean {
  const isDescriptor = /(^|\/)(module|package)-info\.class$/.test(name);
  return name.endsWith(".class") && !name.startsWith("META-INF/") && !isDescriptor;
}

/** The first bytes of a file in an archive, by one read: some jars have more than a hundred thousand. */
function startOf(file: number, entry: Entry): Buffer {
  const buffer = Buffer.allocUnsafe(LOCAL_HEADER + entry.fileNameLength + ENOUGH);
  const length = readSync(file, buffer, 0, buffer.length, entry.relativeOffsetOfLocalHeader);
  const names = buffer.readUInt16LE(26) + buffer.readUInt16LE(28);
  const data = buffer.subarray(LOCAL_HEADER + names, length);
  if (entry.compressionMethod !== DEFLATED) return data;
  // What follows what was read is missing, which is no error here.
  return inflateRawSync(data, { finishFlush: constants.Z_SYNC_FLUSH });
}
