import type { PysparkSource } from "../../../src/model/lock";
import type { ResolvedMirrors } from "../../../src/model/project";
import type { Net } from "../net";
import { Unobtainable } from "../refusal";
import { askedSources, sparkPlaces, urlsOf } from "../sources";
import { askedIndex, indexUrl } from "../wheels/index-url";
import { filesOfProject } from "../wheels/simple-index";
import { readSparkArchive } from "./archive";
import type { Claim } from "./claims";
import { type FetchedFile, fetchFile } from "./file";

/** Downloads PySpark's source package. @throws Unobtainable, Contradiction */
export async function fetchPyspark(
  net: Net,
  mirrors: ResolvedMirrors,
  version: string,
): Promise<PysparkSource> {
  const file = pysparkFile(version);
  const fetched = await fetchPysparkFile(net, mirrors, version);
  const { py4j, isApacheLicensed } = await readSparkArchive(fetched.path);
  if (!isApacheLicensed)
    throw new Error(`pyspark:${version}: its metadata do not name the Apache License 2.0`);
  return {
    file,
    sha256: fetched.hashes.sha256,
    size: fetched.size,
    py4j,
    sources: urlsOf(mirrors, sparkPlaces(version, file)),
    license: "Apache-2.0",
    verified: fetched.verified,
  };
}

/** Brings PySpark's source package into the cache: from Apache, or from the package index, which has the same file. */
export async function fetchPysparkFile(
  net: Net,
  mirrors: ResolvedMirrors,
  version: string,
): Promise<FetchedFile> {
  const file = pysparkFile(version);
  const name = `pyspark:${version}`;
  const indexed = await pysparkSource(net, mirrors, version);
  const atApache = askedSources(mirrors, sparkPlaces(version, file), net.environment);
  const asked = { name, file, sidecars: ["sha512"] as const };
  if (typeof indexed !== "string") {
    const sources = [...atApache, { url: indexed.url, override: undefined }];
    const fetched = await fetchFile(net, { ...asked, sources, claims: indexed.claims });
    const said = "the package index states the same SHA-256";
    return {
      ...fetched,
      verified: { by: "download", source: [fetched.verified.source, said].filter(Boolean).join("; ") },
    };
  }
  return fetchFile(net, { ...asked, sources: atApache }).catch((error: unknown) => {
    if (!(error instanceof Unobtainable)) throw error;
    throw new Unobtainable(name, [...error.attempts, indexed]);
  });
}

function pysparkFile(version: string): string {
  return `pyspark-${version}.tar.gz`;
}

/** Where the package index has PySpark's source package and what it says of it, or why it has none. */
export function pysparkSource(
  net: Net,
  mirrors: ResolvedMirrors,
  version: string,
): Promise<{ url: string; claims: readonly Claim[] } | string> {
  return fromIndex(net, mirrors, pysparkFile(version)).catch((error: unknown) => (error as Error).message);
}

async function fromIndex(
  net: Net,
  mirrors: ResolvedMirrors,
  file: string,
): Promise<{ url: string; claims: readonly Claim[] }> {
  const index = await indexUrl(net, askedIndex(mirrors, net.environment));
  const listed = (await filesOfProject(net.http, index, "pyspark")).find((other) => other.file === file);
  if (!listed) throw new Error(`${index}/pyspark/: does not list ${file}`);
  const { url, sha256, size } = listed;
  const claims: Claim[] = sha256 ? [{ of: "sha256", value: sha256, by: `the index, for ${url}` }] : [];
  return {
    url,
    claims:
      size === null ? claims : [...claims, { of: "size", value: String(size), by: `the index, for ${url}` }],
  };
}
