import type { SparkDistribution } from "../model/lock";
import { readJarFileName } from "./jar-file-name";
import { PLAIN_PART, type Part } from "./part";
import { genericPurl, pypiPurl } from "./purl";

const HOME = "/opt/spark";
const SPARK = "archive:spark";

/** A Spark distribution: itself, each of its jars, and its Py4J. */
export function sparkParts(spark: string, distribution: SparkDistribution, image: string): readonly Part[] {
  return [
    sparkPart(spark, distribution, image),
    ...bundledJars(distribution, image),
    py4jPart(distribution, image),
  ];
}

function sparkPart(spark: string, distribution: SparkDistribution, image: string): Part {
  const { sha512, license, attention = "", verified, jars, hadoop, scala } = distribution;
  const built = `Built with Scala ${scala} and Hadoop ${hadoop}.`;
  return {
    ...PLAIN_PART,
    id: SPARK,
    kind: "archive",
    name: "spark",
    version: spark,
    purl: genericPurl("spark", spark, `sha512:${sha512}`),
    cpe: `cpe:2.3:a:apache:spark:${spark}:*:*:*:*:*:*:*`,
    checksum: { algorithm: "SHA-512", hex: sha512 },
    verified,
    license,
    attention,
    path: HOME,
    unlisted: [jars ? `${HOME}/examples` : HOME],
    note: jars
      ? `${built} The jars of its examples are not listed.`
      : `${built} The lock has no list of its jars, so they are not listed.`,
    image,
  };
}

function bundledJars({ jars }: SparkDistribution, image: string): readonly Part[] {
  if (!jars) return [];
  return Object.entries(jars.files).map(([file, sha256]) => {
    const path = `${HOME}/jars/${file}`;
    return {
      ...PLAIN_PART,
      ...readJarFileName(file),
      id: `jar:${path}`,
      kind: "jar",
      checksum: { algorithm: "SHA-256", hex: sha256 },
      verified: jars.verified,
      path,
      image,
      partOf: SPARK,
    };
  });
}

function py4jPart({ py4j }: SparkDistribution, image: string): Part {
  const path = `${HOME}/python/lib/py4j-${py4j}-src.zip`;
  return {
    ...PLAIN_PART,
    id: `file:${path}`,
    kind: "file",
    name: "py4j",
    version: py4j,
    purl: pypiPurl("py4j", py4j),
    path,
    image,
    partOf: SPARK,
  };
}
