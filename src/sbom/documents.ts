import type { Vulnerability } from "../advise/finding";
import type { Knowledge } from "../model/knowledge";
import { writeCycloneDx } from "./cyclonedx";
import { imageFileName } from "./file-name";
import type { Inventory } from "./inventory";
import type { Origin } from "./origin";
import { writeSpdx } from "./spdx";
import { writeVex } from "./vex";
import { vexStatements } from "./vex-statements";

/** A document and the name of its file. */
export interface SbomFile {
  readonly path: string;
  readonly content: string;
}

/** What the documents of an image are written from, besides what it holds. */
export interface Background {
  readonly origin: Origin;
  /** That of the documents of vulnerabilities: what is known of them moves without what the images hold. */
  readonly vexOrigin: Origin;
  /** The vulnerabilities that the audit knows of in any image. */
  readonly vulnerabilities: readonly Vulnerability[];
  readonly knowledge: Knowledge;
}

/** The documents of an image: its bill of materials in both formats, and what is known of its vulnerabilities. */
export function sbomFiles(inventory: Inventory, background: Background): readonly SbomFile[] {
  const { origin, vexOrigin, vulnerabilities, knowledge } = background;
  const name = imageFileName(inventory);
  const bom = writeCycloneDx(inventory, origin);
  const statements = vexStatements(inventory, vulnerabilities, knowledge);
  return [
    { path: `${name}.cdx.json`, content: bom.text },
    { path: `${name}.spdx.json`, content: writeSpdx(inventory, origin) },
    { path: `${name}.vex.cdx.json`, content: writeVex(inventory, statements, bom, vexOrigin).text },
  ];
}
