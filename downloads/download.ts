import { mkdir, open, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Response } from "undici";
import { hashText } from "../harness/checksum";
import { exclusively } from "../harness/exclusive";
import { type Hashes, hashesOf } from "./hashes";
import { type Http, isHtml } from "./http";
import { Progress } from "./progress";
import { withPatience } from "./retry";
import { SourceError, networkReason } from "./source-error";

/** A file that was downloaded whole. */
export interface Downloaded {
  /** The URL that it was asked for at. */
  readonly url: string;
  /** Where its bytes are while they are used. */
  readonly file: string;
  /** In bytes. */
  readonly size: number;
  readonly hashes: Hashes;
}

/**
 * Downloads a file into a folder of partial downloads and gives it to `use`, which may take it away; what is left of it
 * is removed then. What an earlier run left there is continued if the source still has the same file, which its ETag or
 * date says. One at a time downloads and uses the file of a URL. @throws SourceError, and what `use` throws
 */
export async function download<T>(
  http: Http,
  folder: string,
  { url, name }: { readonly url: string; readonly name: string },
  use: (file: Downloaded) => Promise<T>,
): Promise<T> {
  const place = placeOf(folder, url);
  return exclusively(place, async () => {
    await mkdir(place, { recursive: true });
    const file = join(place, "bytes");
    await withPatience(http.patience, http.report, () => receive(http, place, url, name));
    const { size } = await stat(file);
    await checkKind(file, url);
    const used = await use({ url, file, size, hashes: await hashesOf(file) });
    await rm(place, { recursive: true, force: true });
    return used;
  });
}

/** Where a download lies, and what is noted of it. */
function placeOf(folder: string, url: string): string {
  return join(folder, hashText(url));
}

async function receive(http: Http, place: string, url: string, name: string): Promise<void> {
  const file = join(place, "bytes");
  const note = join(place, "validator");
  const had = await stat(file).then(
    ({ size }) => size,
    () => 0,
  );
  const validator = await readFile(note, "utf8").catch(() => "");
  const isContinued = had > 0 && validator !== "";
  const headers = isContinued ? { range: `bytes=${had}-`, "if-range": validator } : undefined;
  const response = await http.open(url, headers ? { headers } : {}).catch(async (error: unknown) => {
    if (!isContinued || !(error instanceof SourceError) || error.reason !== "answers 416") throw error;
    await rm(place, { recursive: true });
    await mkdir(place, { recursive: true });
    throw new SourceError(url, "has no more bytes than were there, so the file is fetched anew", true);
  });
  if (isHtml(response.headers.get("content-type"))) {
    await response.body?.cancel();
    throw new SourceError(url, "answers with an HTML page, not a file");
  }
  const start = response.status === 206 && startOf(response) === had ? had : 0;
  const total = totalOf(response, start);
  if (start === 0) {
    // In this order: a run that is ended in between leaves no bytes of one file with the validator of another.
    await rm(file, { force: true });
    await writeFile(note, validatorOf(response));
  }
  await save(response, { file, url, name, start, total }, http);
}

interface Saving {
  readonly file: string;
  readonly url: string;
  readonly name: string;
  /** Bytes that are there already. */
  readonly start: number;
  /** Bytes of the whole file; null where the source does not say. */
  readonly total: number | null;
}

/** Writes the body as it comes: what is there when the source breaks off is what the next request goes on with. */
async function save(response: Response, { file, url, name, start, total }: Saving, { report }: Http) {
  const handle = await open(file, start > 0 ? "a" : "w");
  const progress = new Progress(name, start, total, report);
  try {
    for await (const chunk of response.body ?? []) {
      await handle.writeFile(chunk as Uint8Array);
      progress.add((chunk as Uint8Array).length);
    }
  } catch (error) {
    throw new SourceError(url, `was cut off: ${networkReason(error)}`, true);
  } finally {
    progress.stop();
    await handle.close();
  }
  const { size } = await stat(file);
  if (total !== null && size < total)
    throw new SourceError(url, `was cut off after ${size} of ${total} bytes`, true);
  progress.end();
}

function startOf(response: Response): number {
  return Number(/^bytes (\d+)-/.exec(response.headers.get("content-range") ?? "")?.[1] ?? -1);
}

function totalOf(response: Response, start: number): number | null {
  const length = response.headers.get("content-length");
  return length === null ? null : Number(length) + start;
}

/** What If-Range takes: a strong ETag or a date; empty where the source gives neither. */
function validatorOf({ headers }: Response): string {
  const etag = headers.get("etag");
  return etag !== null && !etag.startsWith("W/") ? etag : (headers.get("last-modified") ?? "");
}

const KINDS: readonly { readonly names: RegExp; readonly magic: string; readonly title: string }[] = [
  { names: /\.(jar|whl|zip)$/, magic: "504b", title: "a zip archive" },
  { names: /\.(tgz|tar\.gz)$/, magic: "1f8b", title: "a gzip archive" },
];

/** Refuses a file that cannot be what its name says: a page of an error that was answered with status 200. */
async function checkKind(file: string, url: string): Promise<void> {
  const kind = KINDS.find(({ names }) => names.test(new URL(url).pathname));
  if (!kind) return;
  const handle = await open(file);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0).finally(() => handle.close());
  if (buffer.toString("hex", 0, bytesRead) === kind.magic) return;
  await rm(file);
  throw new SourceError(url, `answers with something that is not ${kind.title}`);
}
