import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { plan } from "../../src/pipeline";
import { buildsOf, readFolder } from "../../src/plan";
import { selectImages } from "../can-fail/attempts";
import type { PlannedImage } from "../can-fail/mutant";
import { cacheFolder } from "../cache-folder";
import { tellAll } from "../claims";
import { ensureEngine } from "../engine";
import { abortedByUser } from "../interruption";
import { reportToStandardError as report } from "../report";
import { runMain } from "../run-main";
import { readBudgets, writeBudgets } from "./budget-file";
import { reportOf } from "./budget-report";
import { differencesOf, sizesOf, updatedBudgets } from "./budgets";
import { budgetClaimsOf, claimsOf } from "./claims";
import { parseCommandLine, USAGE } from "./command-line";
import type { CheckedImage, LayeredImage } from "./layer";
import { LayerStore } from "./layer-store";
import { readImages } from "./read-images";

const ROOT = resolve(__dirname, "../..");
const BUDGETS = "measured/layer-budgets.json";

/** Checks the layers of built images. @returns the exit code */
async function main(args: readonly string[]): Promise<number> {
  const { names, except, project, updatesBudgets, asksForHelp } = parseCommandLine(args);
  if (asksForHelp) {
    process.stdout.write(USAGE);
    return 0;
  }
  const folders = plan(readFolder(ROOT, relative(ROOT, resolve(project))));
  const planned = selectImages(folders, names, except);
  const budgets = join(resolve(project), BUDGETS);
  const signal = abortedByUser();
  const store = new LayerStore(cacheFolder());
  const engine = await ensureEngine(cacheFolder(), report);
  try {
    const needed = new Set(planned.flatMap((image) => [image.build.image, ...parentsOf(image)]));
    report(`layers: reading ${needed.size} images`);
    const images = await readImages([...needed], engine, signal, { store });
    const made = planned.map((image) => checked(image, images));
    if (updatesBudgets) {
      const [had, sizes] = [readBudgets(budgets), sizesOf(made)];
      const references = buildsOf(folders).map(({ image }) => image);
      writeBudgets(budgets, updatedBudgets(had, sizes, references));
      process.stdout.write(reportOf(differencesOf(had, sizes)));
      return 0;
    }
    const claims = [
      ...claimsOf(made, names.length === 0),
      ...(existsSync(budgets) ? budgetClaimsOf(made, readBudgets(budgets)) : []),
    ];
    return tellAll(claims, (text) => process.stdout.write(text)) ? 0 : 1;
  } finally {
    await engine.stop();
  }
}

function parentsOf({ folder }: PlannedImage): readonly string[] {
  return folder.parents.map(({ reference }) => reference);
}

function checked(planned: PlannedImage, images: readonly LayeredImage[]): CheckedImage {
  const find = (reference: string): LayeredImage => {
    const found = images.find((image) => image.reference === reference);
    if (!found) throw new Error(`${reference} was not read.`);
    return found;
  };
  return {
    image: find(planned.build.image),
    parents: parentsOf(planned).map(find),
    isPutTogether: planned.folder.kind === "runtime",
  };
}

runMain(main);
