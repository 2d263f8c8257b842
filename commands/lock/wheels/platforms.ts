import type { Matrix } from "../../../src/model/matrix";
import { resolvePlatforms } from "../../../src/resolve/settings";

/** A platform of wheels. */
export type Platform = "amd64" | "arm64";

/** Platforms that wheels are locked for: those of the images. */
export function platformsOf(matrix: Matrix): readonly Platform[] {
  return resolvePlatforms(matrix).map((platform) => (platform === "linux/amd64" ? "amd64" : "arm64"));
}
