import { join } from "node:path";
import type { LayeredImage } from "../../harness/layers/layer";
import { distinctLayers, storageOf } from "../../harness/layers/storage";
import { withMirror } from "../../harness/with-supply";
import { baselineOf } from "./baseline";
import { buildSeconds } from "./build-seconds";
import { otherDriver } from "./bench-project";
import { CompressedSizes } from "./compressed-sizes";
import type { Compared, Figures, ImageBytes, Pulls } from "./figures";
import { type MeasuredSide, measureSide } from "./measured-side";
import { type Move, patchUpgrades, variantMoves } from "./moves";
import { type ComparedPull, comparedPull, pullOf } from "./pulls";
import { imagesOf, referenceOf, runtimesOf, type Site, type Subject } from "./subject";

/** Images by their references. */
type Images = ReadonlyMap<string, LayeredImage>;

/**
 * Builds the images of two projects that differ in one driver, and measures them.
 *
 * @throws Error with the last lines of what was not built
 */
export async function measure(
  before: Subject,
  changed: Subject,
  site: Site,
  signal: AbortSignal,
): Promise<Omit<Figures, "machine">> {
  const sizes = new CompressedSizes(join(site.cacheFolder, "bench-images", "compressed.json"));
  const { own, baseline } = await measureSides(before, changed, site, sizes, signal);
  const read = [own, baseline].flatMap((side) => [...side.before, ...side.changed]);
  const images = new Map(read.map((image) => [image.reference, image]));
  const pulls = pullsOf(before, changed, images, sizes);
  const storage = { own: storageOf(own.before), baseline: storageOf(baseline.before) };
  return {
    changedDriver: describeChange(before),
    images: {
      own: own.before.map((image, index) =>
        bytesOf({ ...image, reference: before.names[index] ?? "" }, sizes),
      ),
      baseline: baseline.before.map((image) => bytesOf(image, sizes)),
    },
    storage,
    storedOverDistinct: storage.own.storedOverDistinct,
    pulls,
    patchUpgradePullOverBaseline: Object.fromEntries(
      pulls.patchUpgrade.map(({ what, ownOverBaseline }) => [what, ownOverBaseline]),
    ),
    seconds: buildSeconds(before, { own, baseline }),
    layersOfChangedDriver: newLayers(own.changed, own.before),
  };
}

/** Measures the project's images, then the baseline's, which are made of the project's JDK. */
function measureSides(
  before: Subject,
  changed: Subject,
  site: Site,
  sizes: CompressedSizes,
  signal: AbortSignal,
): Promise<Compared<MeasuredSide>> {
  // One mirror: a URL that changes is a build argument that changes, and nothing is cached any more.
  return withMirror(async (supplyOf) => {
    const [images, changedImages] = [
      await imagesOf(before, site, supplyOf),
      await imagesOf(changed, site, supplyOf),
    ];
    const side = (name: keyof Compared<unknown>, kept: readonly string[]): Promise<MeasuredSide> =>
      measureSide(
        { before: images[name], changed: changedImages[name], kept },
        { before, changed },
        site,
        sizes,
        signal,
      );
    const own = await side("own", [...jdksOf(before), ...jdksOf(changed)]);
    return { own, baseline: await side("baseline", []) };
  });
}

function jdksOf({ open }: Subject): readonly string[] {
  return open.project.folders
    .filter(({ kind }) => kind === "jdk")
    .flatMap(({ variants }) => variants.map(({ reference }) => reference));
}

function pullsOf(before: Subject, changed: Subject, images: Images, sizes: CompressedSizes): Pulls {
  const runtimes = runtimesOf(before);
  const pair = (folder: Move["to"], tag = before.tag): Compared<LayeredImage> => ({
    own: imageOf(images, referenceOf(folder)),
    baseline: imageOf(images, baselineOf(folder, tag)),
  });
  const compared = (what: string, to: Compared<LayeredImage>, from?: Compared<LayeredImage>): ComparedPull =>
    comparedPull(
      what,
      pullOf(to.own, from ? [from.own] : [], sizes),
      pullOf(to.baseline, from ? [from.baseline] : [], sizes),
    );
  const moved = ({ what, from, to }: Move): ComparedPull => compared(what, pair(to), pair(from));
  const withDrivers = runtimesOf(changed).filter(({ drivers }) => drivers.length > 0);
  return {
    first: runtimes.map((runtime) => compared(runtime.name, pair(runtime))),
    patchUpgrade: patchUpgrades(runtimes).map(moved),
    gpu: variantMoves(runtimes, "gpu").map(moved),
    newDriver: withDrivers.flatMap((to) => {
      const from = runtimes.find(({ name }) => name === to.name);
      return from ? [compared(to.name, pair(to, changed.tag), pair(from))] : [];
    }),
  };
}

function imageOf(images: Images, reference: string): LayeredImage {
  const image = images.get(reference);
  if (!image) throw new Error(`${reference} was not read.`);
  return image;
}

function bytesOf(image: LayeredImage, sizes: CompressedSizes): ImageBytes {
  const { gzip, zstd, layers } = pullOf(image, [], sizes);
  const unpacked = distinctLayers([image]).reduce((sum, { size }) => sum + size, 0);
  return { reference: image.reference, layers, unpacked, gzip, zstd };
}

function newLayers(images: readonly LayeredImage[], had: readonly LayeredImage[]): number {
  const known = new Set(distinctLayers(had).map(({ digest }) => digest));
  return distinctLayers(images).filter(({ digest }) => !known.has(digest)).length;
}

function describeChange({ open }: Subject): string {
  const { database, version } = otherDriver();
  const drivers = open.project.folders.flatMap((folder) =>
    folder.kind === "jdbc-drivers" ? folder.drivers : [],
  );
  const had = drivers.find((driver) => driver.database === database)?.jar.coordinates.split(":")[2];
  return `${database} ${had} to ${version}`;
}
