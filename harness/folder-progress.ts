import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { formatBytes, secondsSince, type Report } from "./report";

const INTERVAL_MS = 5_000;

/** A download by a client that writes into a folder. */
export interface Download {
  readonly name: string;
  /** Bytes to be downloaded; null where that is not known. */
  readonly size: number | null;
  readonly folder: string;
  /** Names of the files that are downloaded, not of those a client unpacks from them. */
  readonly files: RegExp;
}

/** Runs a download and reports every five seconds how many of its bytes are in the folder. */
export async function withProgress<T>(
  download: Download,
  report: Report,
  work: () => Promise<T>,
): Promise<T> {
  const { name, size } = download;
  const start = Date.now();
  report(`fetching ${name}${size === null ? "" : `, ${formatBytes(size)}`}`);
  const timer = setInterval(() => {
    void bytesOf(download).then((bytes) => report(`fetching ${name}: ${bytes}, ${secondsSince(start)} s`));
  }, INTERVAL_MS);
  try {
    const result = await work();
    report(`fetched ${name} in ${secondsSince(start)} s`);
    return result;
  } finally {
    clearInterval(timer);
  }
}

async function bytesOf({ folder, files, size }: Download): Promise<string> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const found = names
    .filter((name) => files.test(name))
    .map((name) => stat(join(folder, name)).catch(() => undefined));
  const bytes = (await Promise.all(found)).reduce((sum, file) => sum + (file?.size ?? 0), 0);
  if (size === null) return formatBytes(bytes);
  // A client may copy what it has downloaded.
  return `${formatBytes(Math.min(bytes, size))} of ${formatBytes(size)}`;
}
