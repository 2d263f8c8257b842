import { text } from "node:stream/consumers";
import { openPromise } from "yauzl";

/** The texts of those files of a zip archive, a wheel or a jar, whose paths are asked for. */
export async function readZipTexts(
  archive: string,
  isWanted: (path: string) => boolean,
): Promise<ReadonlyMap<string, string>> {
  const zip = await openPromise(archive, { autoClose: false });
  const texts = new Map<string, string>();
  try {
    for await (const entry of zip.eachEntry()) {
      if (isWanted(entry.fileName))
        texts.set(entry.fileName, await text(await zip.openReadStreamPromise(entry)));
    }
  } finally {
    zip.close();
  }
  return texts;
}

/** Bytes of each file of a zip archive, unpacked, by its path. */
export async function readZipSizes(archive: string): Promise<ReadonlyMap<string, number>> {
  const zip = await openPromise(archive, { autoClose: false });
  const sizes = new Map<string, number>();
  try {
    for await (const entry of zip.eachEntry()) sizes.set(entry.fileName, entry.uncompressedSize);
  } finally {
    zip.close();
  }
  return sizes;
}
