import { relative, resolve } from "node:path";
import { KNOWLEDGE } from "../../src/model/knowledge";
import type { Planned } from "../../src/advise/trial";
import type { Project } from "../../src/model/project";
import { plan } from "../../src/pipeline";
import { readFolder, readTool } from "../../src/plan";
import { backgroundOf } from "../../src/sbom/background";
import { PLATFORMS } from "../../src/sbom/component";
import { sbomFiles } from "../../src/sbom/documents";
import { type Inventory, takeInventories } from "../../src/sbom/inventory";
import { obstacles } from "../../src/sbom/obstacles";
import { ArtifactCache } from "../cache";
import { cacheFolder } from "../cache-folder";
import { selectImages } from "../can-fail/attempts";
import { ensureEngine } from "../engine";
import { abortedByUser } from "../interruption";
import { LayerStore } from "../layers/layer-store";
import { readImages } from "../layers/read-images";
import { reportToStandardError as report } from "../report";
import { runMain } from "../run-main";
import { parseCommandLine, USAGE } from "./command-line";
import { compareImage, platformOf } from "./compare-image";
import { describeDocuments, describeImage } from "./outcome";
import { validateDocuments } from "./validate-documents";

type IsSelected = (inventory: Inventory) => boolean;

const ROOT = resolve(__dirname, "../..");

/** Checks the documents of images, and the images against them. @returns the exit code */
async function main(args: readonly string[]): Promise<number> {
  const { names, except, project: folder, readsImages, asksForHelp } = parseCommandLine(args);
  if (asksForHelp) {
    process.stdout.write(USAGE);
    return 0;
  }
  const project = plan(readFolder(ROOT, relative(ROOT, resolve(folder))));
  const images = new Set(selectImages(project, names, except).map(({ build }) => build.image));
  const isSelected = ({ variant }: Inventory): boolean => images.has(variant.reference);
  const cache = new ArtifactCache(cacheFolder(), report);
  const areValid = await checkDocuments(project, isSelected, cache);
  return (!readsImages || (await checkImages(project, isSelected, cache))) && areValid ? 0 : 1;
}

/** Validates the documents of images for every platform. */
async function checkDocuments(
  project: Planned,
  isSelected: IsSelected,
  cache: ArtifactCache,
): Promise<boolean> {
  const documents = PLATFORMS.flatMap((platform) => {
    const inventories = takeInventories(project, platform);
    const background = backgroundOf(project, inventories, KNOWLEDGE, { tool: readTool(ROOT) });
    return inventories
      .filter((inventory) => isSelected(inventory) && obstacles(inventory).length === 0)
      .flatMap((inventory) => sbomFiles(inventory, background))
      .map(({ path, content }) => ({ path: `${platform}-${path}`, content }));
  });
  const differences = await validateDocuments(documents, cache, report);
  process.stdout.write(describeDocuments(documents.length, differences));
  return differences.length === 0;
}

/** Compares images, one after the other, with what their documents were written from. */
async function checkImages(project: Project, isSelected: IsSelected, cache: ArtifactCache): Promise<boolean> {
  const signal = abortedByUser();
  const engine = await ensureEngine(cacheFolder(), report);
  try {
    const inventories = takeInventories(project, await platformOf(engine)).filter(isSelected);
    const references = inventories.map(({ variant }) => variant.reference);
    const images = await readImages(references, engine, signal, { store: new LayerStore(cacheFolder()) });
    let isRight = true;
    for (const [index, inventory] of inventories.entries()) {
      const image = images[index];
      if (!image) throw new Error(`${inventory.variant.reference} was not read.`);
      const checked = await compareImage(inventory, image, project.settings.trims, cache, report);
      process.stdout.write(describeImage(checked));
      isRight &&= checked.differences.length === 0;
    }
    return isRight;
  } finally {
    await engine.stop();
  }
}

runMain(main);
