import { writeCycloneDx } from "./cyclonedx";
import { imageFileName } from "./file-name";
import type { Inventory } from "./inventory";
import type { Origin } from "./origin";
import { writeSpdx } from "./spdx";

/** A document and the name of its file. */
export interface SbomFile {
  readonly path: string;
  readonly content: string;
}

/** The documents of an image: its bill of materials in both formats. */
export function sbomFiles(inventory: Inventory, origin: Origin): readonly SbomFile[] {
  const name = imageFileName(inventory);
  return [
    { path: `${name}.cdx.json`, content: writeCycloneDx(inventory, origin).text },
    { path: `${name}.spdx.json`, content: writeSpdx(inventory, origin) },
  ];
}
