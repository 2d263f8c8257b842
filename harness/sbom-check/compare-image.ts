import { PLATFORMS, type Platform } from "../../src/sbom/component";
import type { Inventory } from "../../src/sbom/inventory";
import type { ArtifactCache } from "../cache";
import type { Engine } from "../engine";
import type { Report } from "../report";
import { run } from "../run";
import { checkImage, type CheckedImage, wantedFiles } from "./check-image";
import { readImage } from "./export-image";
import { lockedWheels } from "./locked-wheels";

/** What comparing an image needs. */
export interface Bench {
  /** The engine that has the image. */
  readonly engine: Pick<Engine, "environment">;
  /** Ends it when it is aborted. */
  readonly signal: AbortSignal;
  /** Has the wheels. */
  readonly cache: ArtifactCache;
  readonly report: Report;
}

/** Compares an image of an engine with what its documents are written from. */
export async function compareImage(
  inventory: Inventory,
  { engine, signal, cache, report }: Bench,
): Promise<CheckedImage> {
  const wheels = await lockedWheels(inventory, cache, report);
  const isWanted = wantedFiles(inventory);
  const content = await readImage(inventory.variant.reference, { engine, isWanted, signal });
  return checkImage(inventory, content, wheels);
}

/** The platform that an engine builds for. @throws Error when images are for no such platform */
export async function platformOf({ environment }: Pick<Engine, "environment">): Promise<Platform> {
  const found = await run("docker", ["version", "--format", "{{.Server.Arch}}"], { env: environment });
  const platform = PLATFORMS.find((name) => name === found);
  if (platform === undefined)
    throw new Error(`The engine is for ${found}; allowed: ${PLATFORMS.join(", ")}.`);
  return platform;
}
