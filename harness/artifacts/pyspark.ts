import { join } from "node:path";
import type { ArtifactCache } from "../cache";
import { sha256 } from "../checksum";
import { withProgress } from "../folder-progress";
import type { Report } from "../report";
import { pipDownload, SOURCE_OPTIONS } from "./pip-download";
import { ensurePip } from "./python-tools";

/** PySpark's source package as the lock names it. */
export interface PysparkSource {
  readonly version: string;
  readonly sha256: string;
  /** In bytes; null where the lock does not know it. */
  readonly size: number | null;
}

/** Brings PySpark's source package, which carries Spark's jars, into the cache with pip. */
export async function fetchPyspark(
  cache: ArtifactCache,
  source: PysparkSource,
  report: Report,
): Promise<string> {
  const name = `pyspark-${source.version}.tar.gz`;
  return cache.get(name, sha256(source.sha256), async (folder) => {
    const pip = await ensurePip(cache);
    const release = { name: "pyspark", version: source.version, sha256: source.sha256 };
    const progress = { name, size: source.size, folder, files: /\.tar\.gz$/ };
    return withProgress(progress, report, async () => {
      await pipDownload(pip, [release], folder, SOURCE_OPTIONS);
      return join(folder, name);
    });
  });
}
