import { SourceError } from "../../../downloads/source-error";
import type { Jar, SparkDistribution } from "../../../src/model/lock";
import type { Draft } from "../../../src/parse/draft";
import type { Inputs } from "../inputs";
import { fetchImage, unpinned } from "../images/fetch-image";
import type { LockEntry } from "../lock-entry";
import type { Net } from "../net";
import { Unobtainable } from "../refusal";
import { sparkPlaces, urlsOf } from "../sources";
import type { WantedEntry } from "../wanted";
import { readSparkArchive } from "./archive";
import { THROUGH_MIRROR } from "./file";
import { fetchJar } from "./jar";
import { fetchPyspark, fetchPysparkFile } from "./pyspark";
import { fetchPythonBuild } from "./python-build";
import { fetchSpark, scalaOf } from "./spark";

/**
 * Asks the network for an entry.
 *
 * @param old what the lock has of it
 * @throws Unobtainable, Contradiction
 */
export async function fetchEntry(
  net: Net,
  { mirrors }: Inputs,
  { section, key }: WantedEntry,
  old: Draft<LockEntry> | undefined,
): Promise<LockEntry> {
  switch (section) {
    case "jars":
      return asSureAsBefore(old as Draft<Jar> | undefined, await fetchJar(net, mirrors, key));
    case "pyspark":
      return fetchPyspark(net, mirrors, key);
    case "python":
      return fetchPythonBuild(net, mirrors, key);
    case "spark":
      return fetchSpark(net, mirrors, key).catch((error: unknown) =>
        completed(net, mirrors, { version: key, old: old as Draft<SparkDistribution> | undefined, error }),
      );
    case "images":
      return fetchImage(net.http, key).catch((error: unknown) => {
        if (!(error instanceof SourceError)) throw error;
        // What keeps an image from being pinned is said once: other words for it are no change.
        const isStill = old !== undefined && "digest" in old && old.verified?.by === "nothing";
        return isStill ? (old as LockEntry) : unpinned(error.message);
      });
  }
}

/** The same bytes through a mirror say no more than those from the listed sources did. */
function asSureAsBefore(old: Draft<Jar> | undefined, jar: Jar): Jar {
  const isSame = old?.sha256 === jar.sha256 && old.verified?.by === "download";
  const isThroughMirror = jar.verified.source?.startsWith(THROUGH_MIRROR) ?? false;
  return isSame && isThroughMirror ? { ...jar, verified: old.verified as Jar["verified"] } : jar;
}

interface HalfEntry {
  readonly version: string;
  readonly old: Draft<SparkDistribution> | undefined;
  /** Why the distribution could not be had. */
  readonly error: unknown;
}

/** A distribution whose checksum somebody wrote into the lock, completed from PySpark's source package. */
async function completed(
  net: Net,
  mirrors: Inputs["mirrors"],
  { version, old, error }: HalfEntry,
): Promise<SparkDistribution> {
  if (!(error instanceof Unobtainable) || !old?.sha512 || old.verified?.by !== "published") throw error;
  const { path } = await fetchPysparkFile(net, mirrors, version);
  const read = await readSparkArchive(path);
  const file = `spark-${version}-bin-hadoop3.tgz`;
  const source = `read from pyspark-${version}.tar.gz, which Apache builds together with the distribution; not compared with the distribution's own jars`;
  return {
    size: null,
    license: "Apache-2.0",
    ...old,
    file,
    scala: scalaOf(read, `pyspark:${version}`),
    hadoop: read.hadoop,
    py4j: read.py4j,
    jars: { files: read.jars, verified: { by: "download", source } },
    sources: urlsOf(mirrors, sparkPlaces(version, file)),
  } as SparkDistribution;
}
