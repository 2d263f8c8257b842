import { rename } from "node:fs/promises";
import { join } from "node:path";
import { type Downloaded, download } from "../../../downloads/download";
import { type Algorithm, hashesOf } from "../../../downloads/hashes";
import { SourceError } from "../../../downloads/source-error";
import { stat } from "node:fs/promises";
import { sha256, sha512 } from "../../../harness/checksum";
import type { Verification } from "../../../src/model/lock";
import type { Net } from "../net";
import { Unobtainable } from "../refusal";
import type { AskedSource } from "../sources";
import { type Claim, assertAgreement, checksumIn } from "./claims";

/** How `verified` begins where a variable put another source in the place of the listed ones. */
export const THROUGH_MIRROR = "downloaded from the mirror that";

/** A file to be had from the first source that gives it. */
export interface AskedFile {
  /** What messages call it. */
  readonly name: string;
  /** Its name at the sources. */
  readonly file: string;
  readonly sources: readonly AskedSource[];
  /** Checksum files that its publisher puts beside it, by what follows the file's name. */
  readonly sidecars: readonly Algorithm[];
  /** What is said of the file elsewhere, such as in an index. */
  readonly claims?: readonly Claim[];
}

/** A file whose bytes are in the cache. */
export interface FetchedFile {
  readonly path: string;
  readonly size: number;
  readonly hashes: Downloaded["hashes"];
  readonly verified: Verification;
}

/**
 * Brings a file into the cache, and holds its bytes against everything that its sources say of it.
 *
 * @throws Unobtainable naming each source and why it did not give the file
 * @throws Contradiction where sources disagree
 */
export async function fetchFile(net: Net, asked: AskedFile): Promise<FetchedFile> {
  const stated = [...(asked.claims ?? []), ...(await sidecarsOf(net, asked))];
  assertAgreement(asked.name, stated);
  const cached = await fromCache(net, stated);
  return cached
    ? settle(net, asked, stated, cached)
    : fromSources(net, asked, (got) => settle(net, asked, stated, got));
}

/** Keeps a file whose bytes are what is said of it. */
async function settle(
  net: Net,
  asked: AskedFile,
  stated: readonly Claim[],
  got: Downloaded,
): Promise<FetchedFile> {
  const bytes: readonly Claim[] = [
    ...(["sha256", "sha512", "sha1"] as const).map((of) => ({
      of,
      value: got.hashes[of],
      by: `the bytes of ${got.url}`,
    })),
    { of: "size", value: String(got.size), by: `the bytes of ${got.url}` },
  ];
  const others = asked.sources.filter(({ url }) => url !== got.url);
  assertAgreement(asked.name, [...bytes, ...stated, ...(await sizesAt(net, others))]);
  return {
    path: await keep(net, asked.name, got),
    size: got.size,
    hashes: got.hashes,
    verified: verificationOf(asked, got, stated),
  };
}

async function sidecarsOf(net: Net, { file, sources, sidecars }: AskedFile): Promise<readonly Claim[]> {
  const places = sources
    .filter(({ url }) => !url.includes("?"))
    .flatMap(({ url }) => sidecars.map((of) => ({ of, by: `${url}.${of}` })));
  const claims = places.map(async ({ of, by }): Promise<Claim[]> => {
    const text = await net.http.text(by).catch(nothingThere);
    const value = text === undefined ? undefined : checksumIn(text, of, file);
    return value === undefined ? [] : [{ of, value, by }];
  });
  return (await Promise.all(claims)).flat();
}

async function sizesAt(net: Net, sources: readonly AskedSource[]): Promise<readonly Claim[]> {
  const sizes = sources.map(async ({ url }): Promise<Claim[]> => {
    const size = await net.http.size(url).catch(nothingThere);
    return size === undefined || size === null ? [] : [{ of: "size", value: String(size), by: url }];
  });
  return (await Promise.all(sizes)).flat();
}

function nothingThere(error: unknown): undefined {
  if (!(error instanceof SourceError)) throw error;
}

/** The bytes that an earlier run kept, where a source says what their checksum is. */
async function fromCache({ cache }: Net, claims: readonly Claim[]): Promise<Downloaded | undefined> {
  for (const { of, value, by } of claims) {
    const checksum = of === "sha256" ? sha256(value) : of === "sha512" ? sha512(value) : undefined;
    if (checksum === undefined || !(await cache.isIntact(by, checksum))) continue;
    const file = cache.pathOf(checksum);
    return { url: by, file, size: (await stat(file)).size, hashes: await hashesOf(file) };
  }
  return undefined;
}

async function fromSources<T>(
  net: Net,
  { name, sources }: AskedFile,
  use: (file: Downloaded) => Promise<T>,
): Promise<T> {
  const attempts: string[] = [];
  for (const { url } of sources) {
    try {
      return await download(net.http, join(net.cache.folder, "partial"), { url, name }, use);
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      attempts.push(error.message);
    }
  }
  throw new Unobtainable(name, attempts);
}

async function keep(net: Net, name: string, { file, hashes }: Downloaded): Promise<string> {
  if (file.startsWith(join(net.cache.folder, "artifacts"))) return file;
  return net.cache.get(name, sha256(hashes.sha256), async (folder) => {
    const moved = join(folder, "bytes");
    await rename(file, moved);
    return moved;
  });
}

function verificationOf({ sources }: AskedFile, { url }: Downloaded, stated: readonly Claim[]): Verification {
  const override = sources.find((source) => url.startsWith(source.url))?.override;
  const through = override && `${THROUGH_MIRROR} ${override} named, not from the sources listed here`;
  const agreeing = [
    ...new Set(stated.filter(({ of }) => of !== "size").map(({ by }) => `.${by.split(".").at(-1)}`)),
  ];
  const beside = agreeing.length > 0 && `${agreeing.sort().join(", ")} beside it: the same`;
  const source = [through, beside].filter(Boolean).join("; ");
  return source ? { by: "download", source } : { by: "download" };
}
