import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DOCUMENTS, withFigures } from "./documents";
import type { Provenance } from "./provenance";

/** Writes figures to their file, with their provenance first, and renews the documents that show them. */
export function publish(root: string, data: string, provenance: Provenance, figures: object): void {
  writeFileSync(join(root, data), `${JSON.stringify({ provenance, ...figures }, null, 2)}\n`);
  for (const document of DOCUMENTS) {
    const path = join(root, document);
    const text = readFileSync(path, "utf8");
    const renewed = withFigures(root, text);
    if (renewed !== text) writeFileSync(path, renewed);
  }
}
