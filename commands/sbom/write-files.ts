import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SbomFile } from "../../src/sbom/documents";

/** Writes files into a folder, each whole or not at all. */
export function writeFiles(folder: string, files: readonly SbomFile[]): void {
  mkdirSync(folder, { recursive: true });
  for (const { path, content } of files) {
    const target = join(folder, path);
    writeFileSync(`${target}.new`, content);
    renameSync(`${target}.new`, target);
  }
}
