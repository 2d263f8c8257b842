import { copyFileSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { Planned } from "../../src/advise/trial";
import type { Sources } from "../../src/parse/parse";
import { generate, plan } from "../../src/pipeline";
import { readSources } from "../../src/plan";
import { generateProject } from "../../src/synthesize/generate-project";
import { ROOT, TEMPLATES } from "../generator/fixture";

/**
 * Folder, from the root, of a matrix and a lock as large as the project's own: four Sparks, a runtime for GPUs, two for
 * s3a://. They stay as they are when somebody edits `matrix.json`, so a test may name their versions.
 */
export const FIXTURE_FOLDER = "test/fixture-project";

/** The same folder, absolute. */
export const FIXTURE = join(ROOT, FIXTURE_FOLDER);

/** Arguments that make a command read them. */
export const FIXTURE_ARGUMENTS = [
  `--matrix=${FIXTURE_FOLDER}/matrix.json`,
  `--lock=${FIXTURE_FOLDER}/lock.json`,
] as const;

/** Their texts, named `matrix.json` and `lock.json`. */
export function fixtureSources(): Sources {
  return readSources(FIXTURE);
}

/** What they are resolved to. */
export function fixtureProject(): Planned {
  return plan(fixtureSources());
}

/** The text of each file that is generated from them, by path. */
export function fixtureFiles(): ReadonlyMap<string, string> {
  return new Map(generate(fixtureSources(), TEMPLATES).map(({ path, content }) => [path, content]));
}

/** A folder with the matrix, the lock, the templates and these files, removed after the tests of the calling file. */
export function fixtureTree(): string {
  const folder = mkdtempSync(join(tmpdir(), "fixture-project-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of ["matrix.json", "lock.json"]) copyFileSync(join(FIXTURE, name), join(folder, name));
  symlinkSync(join(ROOT, "templates"), join(folder, "templates"));
  generateProject(folder, ".", folder);
  return folder;
}
