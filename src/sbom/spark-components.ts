import type { JarOperation, SparkCoreFolder } from "../model/project";
import { type Component, type FixedVulnerability, PLAIN_COMPONENT } from "./component";
import { jarComponent } from "./jar-component";
import { readJarFileName } from "./jar-file-name";
import { genericPurl, pypiPurl } from "./purl";

const HOME = "/opt/spark";
const SPARK = "archive:spark";
const CLASS_DATA = "/opt/class-data";

/** What a Spark core adds: the distribution, its jars as they are after the changes of the matrix, its Py4J. */
export function sparkComponents(folder: SparkCoreFolder, image: string): readonly Component[] {
  return [
    sparkComponent(folder, image),
    ...sparkJars(folder, image),
    py4jComponent(folder, image),
    ...(folder.sharesClasses ? archiveComponents(folder, image) : []),
  ];
}

function sparkComponent({ spark, distribution, jars, surgery }: SparkCoreFolder, image: string): Component {
  const { sha512, license, attention = "", verified, hadoop, scala, sources = [] } = distribution;
  const limit = jars
    ? "The jars of its examples are not listed."
    : "The lock has no list of its jars, so they are not listed.";
  return {
    ...PLAIN_COMPONENT,
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
    sources,
    note: [`Built with Scala ${scala} and Hadoop ${hadoop}.`, limit, ...surgery.map(describe)].join(" "),
    image,
    fixed: surgery.filter(({ added }) => !added).flatMap(fixedBy),
  };
}

/** A change to the jars and its reason, one sentence. */
function describe({ removed, added, reason }: JarOperation): string {
  const why = reason.replace(/\.?$/, ".");
  if (!added) return `${removed?.path} of the distribution is left out: ${why}`;
  return removed
    ? `${added.path} is in the place of the distribution's ${removed.path}: ${why}`
    : `${added.path} is added to the distribution: ${why}`;
}

function sparkJars(folder: SparkCoreFolder, image: string): readonly Component[] {
  const { distribution, surgery } = folder;
  const changes = surgery.flatMap((operation) =>
    operation.added ? [[operation.added.path, { ...operation, added: operation.added }] as const] : [],
  );
  const byPath = new Map(changes);
  const jars = folder.jars ?? [...byPath.values()].map(({ added }) => added);
  return jars.map(({ path: file, sha256 }) => {
    const path = `${HOME}/jars/${file}`;
    const change = byPath.get(file);
    if (change) {
      const words = { note: describe(change), fixed: fixedBy(change) };
      return { ...jarComponent(change.added, path, image), ...words };
    }
    return {
      ...PLAIN_COMPONENT,
      ...readJarFileName(file),
      id: `jar:${path}`,
      kind: "jar",
      checksum: { algorithm: "SHA-256", hex: sha256 },
      verified: distribution.jars?.verified ?? null,
      path,
      image,
      partOf: SPARK,
    };
  });
}

function fixedBy(operation: JarOperation): readonly FixedVulnerability[] {
  return operation.fixes.map((id) => ({ id, how: describe(operation) }));
}

function py4jComponent({ distribution: { py4j } }: SparkCoreFolder, image: string): Component {
  const path = `${HOME}/python/lib/py4j-${py4j}-src.zip`;
  return {
    ...PLAIN_COMPONENT,
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

/** What the build makes of what is pinned: the archive of classes, and what leads to settings. */
function archiveComponents({ spark }: SparkCoreFolder, image: string): readonly Component[] {
  const notes = {
    "spark.jsa":
      "Classes of the jars of Spark and of the JDK, as the JVM of the image laid them out in the build.",
    "conf.jar": "A manifest that leads to /opt/spark/conf, and nothing else.",
  };
  return Object.entries(notes).map(([name, note]) => {
    const path = `${CLASS_DATA}/${name}`;
    return {
      ...PLAIN_COMPONENT,
      id: `file:${path}`,
      kind: "file" as const,
      name,
      version: spark,
      path,
      image,
      note,
      partOf: SPARK,
    };
  });
}
