import { Spec, Validation } from "@cyclonedx/cyclonedx-library";
import type { SbomFile } from "../../src/sbom/documents";
import type { ArtifactCache } from "../cache";
import type { Report } from "../report";
import type { Difference } from "./difference";
import { validateByLibrary, validateBySchema } from "./spdx-validators";

/** What the formats' own schemas and libraries find wrong in documents; nothing where all are valid. */
export async function validateDocuments(
  documents: readonly SbomFile[],
  cache: ArtifactCache,
  report: Report,
): Promise<readonly Difference[]> {
  const spdx = documents.filter(({ path }) => path.endsWith(".spdx.json"));
  const cycloneDx = documents.filter(({ path }) => path.endsWith(".cdx.json"));
  return [
    ...(await validateCycloneDx(cycloneDx)),
    ...(await validateBySchema(spdx, cache, report)),
    ...(await validateByLibrary(spdx, cache)),
  ];
}

async function validateCycloneDx(documents: readonly SbomFile[]): Promise<readonly Difference[]> {
  const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
  const found: Difference[] = [];
  for (const { path, content } of documents) {
    const errors = (await validator.validate(content)) as readonly object[] | null;
    found.push(...(errors ?? []).map((error) => `${path}: ${JSON.stringify(error)}`));
  }
  return found;
}
