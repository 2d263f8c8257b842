import { join } from "node:path";
import type { LayeredImage } from "../../harness/layers/layer";
import { readImages } from "../../harness/layers/read-images";
import { removeImages } from "../../harness/remove-images";
import type { CompressedSizes } from "./compressed-sizes";
import { emptyBuildCache } from "./leftovers";
import type { Site, Subject } from "./subject";
import { buildInTurn, type Seconds, type TimedImage, type Timing } from "./timed-build";

/** The images of one side of the comparison, the project's or the baseline's: those of two projects that differ in one driver. */
export interface Side {
  readonly before: readonly TimedImage[];
  readonly changed: readonly TimedImage[];
  /** What the other side's images are made of too: left in the engine. */
  readonly kept: readonly string[];
}

/** What was found of a side. */
export interface MeasuredSide {
  readonly before: readonly LayeredImage[];
  readonly changed: readonly LayeredImage[];
  /** What each build of the images took. */
  readonly seconds: { readonly cold: Seconds; readonly warm: Seconds; readonly changed: Seconds };
}

/**
 * Builds the images of one side, the first project's with an empty build cache and again, then the other's; reads their
 * layers; and removes them, so that the disk needs room for one side at a time.
 *
 * @throws Error with the last lines of what was not built
 */
export async function measureSide(
  { before, changed, kept }: Side,
  subjects: { readonly before: Subject; readonly changed: Subject },
  site: Site,
  sizes: CompressedSizes,
  signal: AbortSignal,
): Promise<MeasuredSide> {
  const { engine, report } = site;
  const timingOf = ({ open: { root } }: Subject): Timing => ({
    site: { root, environment: engine.environment, entry: [], signal },
    logFolder: join(site.cacheFolder, "logs", "bench-images"),
    report,
  });
  const buildAll = async (): Promise<MeasuredSide["seconds"]> => ({
    cold: await buildInTurn(before, timingOf(subjects.before), "cold"),
    warm: await buildInTurn(before, timingOf(subjects.before), "warm"),
    changed: await buildInTurn(changed, timingOf(subjects.changed), "changed driver"),
  });
  // Once, not `--no-cache` for each: what two images have in common would be built twice, and may get another digest then.
  await emptyBuildCache(engine);
  // An image is read from a copy that the engine makes of it, which needs the cache's room.
  const seconds = await buildAll().finally(() => emptyBuildCache(engine));
  const read = (images: readonly TimedImage[]): Promise<readonly LayeredImage[]> => {
    report(`reading and compressing the layers of ${images.length} images`);
    return readImages(referencesOf(images), engine, signal, { watch: sizes.watch });
  };
  const found = { before: await read(before), changed: await read(changed), seconds };
  const built = new Set([...referencesOf(before), ...referencesOf(changed)]);
  await removeImages(
    [...built].filter((reference) => !kept.includes(reference)),
    engine.environment,
  );
  return found;
}

function referencesOf(images: readonly TimedImage[]): readonly string[] {
  return images.map(({ reference }) => reference);
}
