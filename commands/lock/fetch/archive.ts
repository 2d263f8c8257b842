import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import { hashStream } from "../../../harness/checksum";

/** What of a Spark the lock records, as its archive has it. */
export interface ReadSpark {
  /** SHA-256 of each jar by its path under the folder of jars. */
  readonly jars: Readonly<Record<string, string>>;
  readonly scala: string;
  readonly hadoop: string;
  readonly py4j: string;
  /** Whether its LICENSE is the Apache License 2.0, or its PKG-INFO names that one. */
  readonly isApacheLicensed: boolean;
}

/** As LICENSE is headed, and as the PKG-INFO of releases names it: by URL (3.5) or by SPDX identifier (4.1, 4.2). */
const APACHE_LICENSE =
  /Apache License\s+Version 2\.0|\/licenses\/LICENSE-2\.0|^License(?:-Expression)?: Apache-2\.0\s*$/m;

/**
 * Reads a gzipped tar archive of Spark: the distribution, or PySpark's source package, whose jars are in `deps/jars`.
 *
 * @throws Error naming what is not there
 */
export async function readSparkArchive(path: string): Promise<ReadSpark> {
  const jars: Record<string, string> = {};
  let py4j = "";
  let license = "";
  const reader = extract();
  const reading = pipeline(createReadStream(path), createGunzip(), reader);
  reading.catch(() => undefined); // What goes wrong in it ends the loop below with the same error.
  for await (const entry of reader) {
    const name = entry.header.name.replace(/^(\.\/)?[^/]+\//, "");
    const jar = /^(?:deps\/)?jars\/(.+\.jar)$/.exec(name)?.[1];
    py4j = /^(?:python\/)?lib\/py4j-(.+)-src\.zip$/.exec(name)?.[1] ?? py4j;
    if (jar !== undefined && entry.header.type === "file") jars[jar] = await hashStream(entry);
    else if (/^(?:LICENSE|PKG-INFO)$/.test(name)) license += await textOf(entry);
    else entry.resume();
  }
  await reading;
  const isApacheLicensed = APACHE_LICENSE.test(license);
  const of = (artifact: string): string => versionOf(jars, artifact, path);
  const scala = of("scala-library").split(".").slice(0, 2).join(".");
  if (py4j === "") throw new Error(`${path}: no python/lib/py4j-VERSION-src.zip in it`);
  const sorted = Object.fromEntries(Object.entries(jars).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { jars: sorted, scala, hadoop: of("hadoop-client-api"), py4j, isApacheLicensed };
}

async function textOf(stream: AsyncIterable<unknown>): Promise<string> {
  let text = "";
  for await (const chunk of stream) text += String(chunk);
  return text;
}

function versionOf(jars: Readonly<Record<string, string>>, artifact: string, path: string): string {
  const prefix = `${artifact}-`;
  const jar = Object.keys(jars).find((name) => name.startsWith(prefix));
  if (jar === undefined) throw new Error(`${path}: no jar of ${artifact} in it`);
  return jar.slice(prefix.length, -".jar".length);
}
