import { SourceError } from "../../../downloads/source-error";
import type { SparkDistribution, Verification } from "../../../src/model/lock";
import type { ResolvedMirrors } from "../../../src/model/project";
import type { Net } from "../net";
import { askedSources, sparkPlaces, urlsOf } from "../sources";
import { type ReadSpark, readSparkArchive } from "./archive";
import { type FetchedFile, fetchFile } from "./file";
import { checkSignature } from "./signature";

/** Downloads a Spark distribution and reads from it what the lock records. @throws Unobtainable, Contradiction */
export async function fetchSpark(
  net: Net,
  mirrors: ResolvedMirrors,
  version: string,
): Promise<SparkDistribution> {
  const file = `spark-${version}-bin-hadoop3.tgz`;
  const places = sparkPlaces(version, file);
  const name = `spark:${version}`;
  const sources = askedSources(mirrors, places, net.environment);
  const fetched = await fetchFile(net, { name, file, sources, sidecars: ["sha512"] });
  const verified = await signed(net, mirrors, { name, version, file }, fetched);
  const read = await readSparkArchive(fetched.path);
  return {
    file,
    sha512: fetched.hashes.sha512,
    size: fetched.size,
    scala: scalaOf(read, name),
    hadoop: read.hadoop,
    py4j: read.py4j,
    jars: { files: read.jars, verified: { by: "download", source: `read from ${file}` } },
    sources: urlsOf(mirrors, places),
    license: licenseOf(read, name),
    verified,
  };
}

/** The Scala of a Spark that was read, if it is one that images are made for. */
export function scalaOf({ scala }: ReadSpark, name: string): SparkDistribution["scala"] {
  if (scala === "2.12" || scala === "2.13") return scala;
  throw new Error(`${name}: found Scala ${scala} in it, allowed: 2.12, 2.13`);
}

function licenseOf({ isApacheLicensed }: ReadSpark, name: string): string {
  if (isApacheLicensed) return "Apache-2.0";
  throw new Error(`${name}: its LICENSE is not the Apache License 2.0`);
}

interface Release {
  readonly name: string;
  readonly version: string;
  readonly file: string;
}

/** How a distribution is verified, its signature included where the archive gives it and Apache's keys. */
async function signed(
  net: Net,
  mirrors: ResolvedMirrors,
  { name, version, file }: Release,
  { path, verified }: FetchedFile,
): Promise<Verification> {
  const folder = { mirror: "apacheArchive", path: "" } as const;
  const [archive] = askedSources(mirrors, [folder], net.environment);
  if (!archive) return verified;
  const optional = (url: string) => net.http.text(url).catch(nothingThere);
  const [signature, keys] = await Promise.all([
    optional(`${archive.url}/spark/spark-${version}/${file}.asc`),
    optional(`${archive.url}/spark/KEYS`),
  ]);
  if (signature === undefined || keys === undefined) return verified;
  const fingerprint = await checkSignature({ name, path, signature, keys });
  const source = [`signed by ${fingerprint}, a key of Apache Spark's KEYS`, verified.source]
    .filter(Boolean)
    .join("; ");
  return { by: "signature", source };
}

function nothingThere(error: unknown): undefined {
  if (!(error instanceof SourceError)) throw error;
}
