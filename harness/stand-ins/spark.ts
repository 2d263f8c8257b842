import { join } from "node:path";
import { LAYOUT } from "../../src/model/mirror-layout";
import { fetchPyspark, type PysparkSource } from "../artifacts/pyspark";
import type { ArtifactCache, CachedFile } from "../cache";
import type { MirrorContext } from "../mirror-context";
import type { Report } from "../report";
import { repack, type Placement } from "./archive";
import type { Provided } from "./stand-in";

const RECIPE = 1;

/** Serves the stand-in of a Spark distribution where the Dockerfile looks for Apache's. */
export async function provideSparkDistribution(context: MirrorContext, version: string): Promise<Provided> {
  const source = context.lock.pyspark[version];
  if (source === undefined) {
    throw new Error(
      `lock.json: pyspark: no entry for ${version}, from which Spark ${version}'s stand-in is made.`,
    );
  }
  const made = await makeSparkDistribution(context.cache, { ...source, version }, context.report);
  const name = `spark-${version}-bin-hadoop3.tgz`;
  context.routes.add({ path: `/${LAYOUT.apache}/spark/spark-${version}/${name}`, file: made.file });
  const apache = `${context.mirror.url}/${LAYOUT.apache}`;
  return {
    standIn: `${name}, made from PySpark's source package`,
    arguments: { APACHE_URL: apache, APACHE_ARCHIVE_URL: apache, SPARK_SHA512: made.checksum.hex },
  };
}

/**
 * Makes `spark-X-bin-hadoop3.tgz` from PySpark's source package, which carries the distribution's jars, scripts,
 * examples and licences. It has no RELEASE, conf, kubernetes, R or examples jar.
 */
export async function makeSparkDistribution(
  cache: ArtifactCache,
  source: PysparkSource,
  report: Report,
): Promise<CachedFile> {
  const name = `spark-${source.version}-bin-hadoop3.tgz`;
  const recipe = `spark distribution ${RECIPE} from pyspark ${source.sha256}`;
  return cache.derive(`stand-in ${name}`, recipe, "sha512", async (folder) => {
    const sdist = await fetchPyspark(cache, source, report);
    report(`making the stand-in ${name} from pyspark-${source.version}.tar.gz`);
    const file = join(folder, name);
    await repack(sdist, file, sparkPlacement(source.version));
    return file;
  });
}

/** Where an entry of PySpark's source package lies in the distribution. */
export function sparkPlacement(version: string): Placement {
  const root = `spark-${version}-bin-hadoop3`;
  const places: readonly (readonly [RegExp, string])[] = [
    [/^deps$/, root],
    [/^deps\//, `${root}/`],
    [/^(?=pyspark(?:\/|$))/, `${root}/python/`],
    [/^(?=lib(?:\/|$))/, `${root}/python/`],
    [/^(?=(?:LICENSE|NOTICE)$)/, `${root}/`],
  ];
  return ({ name }) => {
    const path = name.replace(/\/$/, "").replace(/^[^/]+\/?/, "");
    const place = places.find(([pattern]) => pattern.test(path));
    if (place === undefined) return undefined;
    return { name: path.replace(...place), executable: /^deps\/s?bin\//.test(path) };
  };
}
