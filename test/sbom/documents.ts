import { plan } from "../../src/pipeline";
import { vulnerabilities } from "../../src/advise/vulnerabilities";
import { KNOWLEDGE } from "../../src/model/knowledge";
import { type Background, sbomFiles } from "../../src/sbom/documents";
import { type Inventory, takeInventories } from "../../src/sbom/inventory";
import type { Origin } from "../../src/sbom/origin";
import type { Platform } from "../../src/sbom/component";
import { fixtureProject } from "../fixture-project/fixture-project";
import { type Files, type Json, sources } from "../generator/fixture";

/** Who made the documents of tests, and when. */
export const ORIGIN: Origin = {
  tool: { name: "spark-k8s-images", version: "0.1.0" },
  created: new Date("2026-11-22"),
};

/** The inventories of the committed matrix. */
export const COMMITTED = takeInventories(fixtureProject(), "amd64");

/** The inventories of the small matrix after an edit. */
export function inventoriesOf(
  edit?: (files: Files) => void,
  platform: Platform = "amd64",
): readonly Inventory[] {
  return takeInventories(plan(sources(edit)), platform);
}

/** The inventory of an image of the small matrix, by its reference without prefix and `latest`: `python-deps:-gpu`. */
export function inventoryOf(name: string, edit?: (files: Files) => void, platform?: Platform): Inventory {
  const [folder = "", variant = ""] = name.split(":-");
  const found = inventoriesOf(edit, platform).find(
    (inventory) => inventory.folder.name === folder && inventory.variant.name === variant,
  );
  if (!found) throw new Error(`no image ${name}`);
  return found;
}

/** What the documents of tests are written from: the committed facts, and what they know of these files. */
export function backgroundOf(edit?: (files: Files) => void): Background {
  const found = vulnerabilities(plan(sources(edit)), KNOWLEDGE);
  return { origin: ORIGIN, vexOrigin: ORIGIN, vulnerabilities: found, knowledge: KNOWLEDGE };
}

/** The documents of an image as values: CycloneDX, SPDX and VEX. */
export function documentsOf(
  inventory: Inventory,
  background: Background = backgroundOf(),
): { cdx: Json; spdx: Json; vex: Json } {
  const [cdx, spdx, vex] = sbomFiles(inventory, background).map(({ content }) => JSON.parse(content));
  return { cdx, spdx, vex };
}
