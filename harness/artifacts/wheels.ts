import { join } from "node:path";
import type { ArtifactCache } from "../cache";
import { sha256 } from "../checksum";
import { exclusively } from "../exclusive";
import { withProgress } from "../folder-progress";
import type { Report } from "../report";
import { inStaging } from "../staging";
import { inBatches } from "./batches";
import { pipDownload, wheelOptions } from "./pip-download";
import { ensurePip } from "./python-tools";

const BATCH = { count: 25, bytes: 100e6 };

/** A wheel as the lock names it. */
export interface Wheel {
  /** The package's name as PEP 503 normalizes it. */
  readonly name: string;
  readonly version: string;
  /** The wheel's file name. */
  readonly file: string;
  readonly sha256: string;
  /** In bytes; null where the lock does not know it. */
  readonly size: number | null;
  /** Python that it is taken for, major and minor. */
  readonly python: string;
}

/** A wheel and where the cache keeps it. */
export interface CachedWheel extends Wheel {
  readonly path: string;
}

/** Brings wheels for CPython on Linux into the cache with pip, in batches; those already there are not fetched. */
export async function fetchWheels(
  cache: ArtifactCache,
  wheels: readonly Wheel[],
  report: Report,
): Promise<CachedWheel[]> {
  const missing = await missingFrom(cache, wheels);
  let done = wheels.length - missing.length;
  for (const batch of batchesOf(missing)) {
    // One at a time: variants of an image ask for the same wheels.
    await exclusively(join(cache.folder, "wheels"), async () => {
      const wanted = await missingFrom(cache, batch);
      const last = done + batch.length;
      const label = `${batch.length === 1 ? "wheel" : `wheels ${done + 1} to`} ${last} of ${wheels.length}`;
      if (wanted.length > 0) await fetchBatch(cache, wanted, label, report);
    });
    done += batch.length;
  }
  return wheels.map((wheel) => ({ ...wheel, path: cache.pathOf(sha256(wheel.sha256)) }));
}

/** Batches of wheels that one run of pip can download: they are for one Python. */
function batchesOf(wheels: readonly Wheel[]): (readonly Wheel[])[] {
  const pythons = new Set(wheels.map(({ python }) => python));
  return [...pythons].flatMap((python) =>
    inBatches(
      wheels.filter((wheel) => wheel.python === python),
      BATCH,
    ),
  );
}

async function fetchBatch(
  cache: ArtifactCache,
  batch: readonly Wheel[],
  label: string,
  report: Report,
): Promise<void> {
  const pip = await ensurePip(cache);
  const size = batch.reduce((sum, wheel) => sum + (wheel.size ?? 0), 0) || null;
  await inStaging(join(cache.folder, "staging"), async (folder) => {
    report(`${label}: ${batch.map((wheel) => wheel.name).join(", ")}`);
    await withProgress({ name: label, size, folder, files: /\.whl$/ }, report, () =>
      pipDownload(pip, batch, folder, wheelOptions(batch[0]?.python ?? "")),
    );
    for (const { file, sha256: hex } of batch)
      await cache.get(file, sha256(hex), async () => join(folder, file));
  });
}

async function missingFrom(cache: ArtifactCache, wheels: readonly Wheel[]): Promise<Wheel[]> {
  const missing: Wheel[] = [];
  for (const wheel of wheels) {
    if (!(await cache.isIntact(wheel.file, sha256(wheel.sha256)))) missing.push(wheel);
  }
  return missing;
}
