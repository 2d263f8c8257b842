import { constants, copyFile, mkdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { download } from "../../downloads/download";
import { SourceError } from "../../downloads/source-error";
import { flush, inStaging } from "../../harness/staging";
import type { Net } from "../lock/net";
import { examine } from "./intact";
import type { MirroredFile } from "./mirrored-file";
import { type Origins, urlsFor } from "./origins";

/** Where downloads lie until they are whole and right: inside the mirror, so that moving them is one step. */
export const PARTIAL = ".partial";

/** How a file came to be in the mirror, or why it is not there. */
export type Outcome =
  | { readonly state: "there" | "fetched" }
  | { readonly state: "missing"; readonly attempts: readonly string[] };

/**
 * Brings one file into a mirror: from the mirror itself, the cache of all runs, other folders, other mirrors, its
 * sources. It gets its name only when its size and checksum are those of the lock.
 */
export async function fill(net: Net, folder: string, file: MirroredFile, origins: Origins): Promise<Outcome> {
  const target = join(folder, file.path);
  const was = await examine(target, file);
  if (was.state === "intact") return { state: "there" };
  if (was.state === "wrong") net.report(`${file.path}: ${was.differs}: it is fetched again`);
  const attempts: string[] = [];
  const local = [...origins.folders.map((other) => join(other, file.path)), ...(await cached(net, file))];
  for (const place of local) {
    const problem = await takeCopy(folder, place, file);
    if (problem === undefined) return { state: "fetched" };
    if (problem !== ABSENT) attempts.push(`${place}: ${problem}`);
  }
  try {
    for await (const url of urlsFor(net, file, origins)) {
      const problem = await takeDownload(net, folder, url, file);
      if (problem === undefined) return { state: "fetched" };
      attempts.push(`${url}: ${problem}`);
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    attempts.push(error.message); // of the index, which comes last
  }
  return { state: "missing", attempts };
}

const ABSENT = "absent";

async function cached({ cache }: Net, { name, checksum }: MirroredFile): Promise<readonly string[]> {
  return (await cache.isIntact(name, checksum)) ? [cache.pathOf(checksum)] : [];
}

/** Copies a file that is on this machine, by reference where the file system can. @returns why not */
async function takeCopy(folder: string, place: string, file: MirroredFile): Promise<string | undefined> {
  const isThere = await stat(place).then(
    (status) => status.isFile(),
    () => false,
  );
  if (!isThere) return ABSENT;
  return inStaging(join(folder, PARTIAL, "copies"), async (staging) => {
    const copy = join(staging, "bytes");
    await copyFile(place, copy, constants.COPYFILE_FICLONE);
    return take(copy, join(folder, file.path), file);
  });
}

async function takeDownload(
  net: Net,
  folder: string,
  url: string,
  file: MirroredFile,
): Promise<string | undefined> {
  const partial = join(folder, PARTIAL);
  try {
    return await download(net.http, partial, { url, name: file.name }, ({ file: bytes }) =>
      take(bytes, join(folder, file.path), file),
    );
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return error.reason;
  }
}

/** Gives bytes their name in the mirror if they are the ones of the lock. @returns what else they are */
async function take(bytes: string, target: string, file: MirroredFile): Promise<string | undefined> {
  const found = await examine(bytes, file);
  if (found.state !== "intact") return found.state === "wrong" ? found.differs : ABSENT;
  await mkdir(dirname(target), { recursive: true });
  await flush(bytes);
  await rm(target, { recursive: true, force: true });
  await rename(bytes, target);
  return undefined;
}
