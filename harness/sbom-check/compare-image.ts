import type { Trim } from "../../src/model/compatibility/trims";
import { PLATFORMS, type Platform } from "../../src/sbom/component";
import type { Inventory } from "../../src/sbom/inventory";
import type { ArtifactCache } from "../cache";
import type { Engine } from "../engine";
import type { LayeredImage } from "../layers/layer";
import type { Report } from "../report";
import { run } from "../run";
import { checkImage, type CheckedImage, wantedFiles } from "./check-image";
import { contentOf } from "./image-content";
import { lockedWheels } from "./locked-wheels";

/**
 * Compares an image with what its documents are written from.
 * @param trims what images are built without
 * @param cache has the wheels
 */
export async function compareImage(
  inventory: Inventory,
  image: LayeredImage,
  trims: readonly Trim[],
  cache: ArtifactCache,
  report: Report,
): Promise<CheckedImage> {
  const wheels = await lockedWheels(inventory, trims, cache, report);
  return checkImage(inventory, contentOf(image, wantedFiles(inventory)), wheels);
}

/** The platform that an engine builds for. @throws Error when images are for no such platform */
export async function platformOf({ environment }: Pick<Engine, "environment">): Promise<Platform> {
  const found = await run("docker", ["version", "--format", "{{.Server.Arch}}"], { env: environment });
  const platform = PLATFORMS.find((name) => name === found);
  if (platform === undefined)
    throw new Error(`The engine is for ${found}; allowed: ${PLATFORMS.join(", ")}.`);
  return platform;
}
