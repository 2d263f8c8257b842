import type { Matrix } from "../../../src/model/matrix";

/** A platform of images. */
export type Platform = "amd64" | "arm64";

/** Platforms that wheels are locked for. */
export function platformsOf(_matrix: Matrix): readonly Platform[] {
  return ["amd64", "arm64"];
}
