import { gzipSync } from "node:zlib";
import { pack } from "tar-stream";
import { buffer } from "node:stream/consumers";

const JARS = ["hadoop-client-api-3.4.2.jar", "scala-library-2.13.17.jar", "spark-core_2.13-4.1.4.jar"];

/** A gzipped tar archive of texts in one folder. */
export async function archiveOf(folder: string, files: Readonly<Record<string, string>>): Promise<Buffer> {
  const archive = pack();
  for (const [name, text] of Object.entries(files))
    archive.entry({ name: `${folder}/${name}`, mtime: new Date(0) }, text);
  archive.finalize();
  return gzipSync(await buffer(archive));
}

/** A distribution of Spark 4.1.4 with three jars. */
export function sparkArchive(license = "Apache License\n  Version 2.0, January 2004"): Promise<Buffer> {
  const jars = Object.fromEntries(JARS.map((jar) => [`jars/${jar}`, jar]));
  return archiveOf("spark-4.1.4-bin-hadoop3", {
    LICENSE: license,
    ...jars,
    "python/lib/py4j-0.10.9.9-src.zip": "py4j",
  });
}

/** PySpark's source package of the same release; `info` is its PKG-INFO. */
export function pysparkArchive(
  info = "License: http://www.apache.org/licenses/LICENSE-2.0\n",
): Promise<Buffer> {
  const jars = Object.fromEntries(JARS.map((jar) => [`deps/jars/${jar}`, jar]));
  return archiveOf("pyspark-4.1.4", { "PKG-INFO": info, ...jars, "lib/py4j-0.10.9.9-src.zip": "py4j" });
}
