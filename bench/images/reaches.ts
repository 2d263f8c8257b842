import type { Reach } from "../reach";
import type { Figures } from "./figures";

/** What the figures have to reach. */
export function imageReaches(figures: Figures): readonly Reach[] {
  const { storedOverDistinct, patchUpgradePullOverBaseline, seconds, layersOfChangedDriver } = figures;
  return [
    {
      claim: "all layers take as many bytes as all distinct files",
      measured: storedOverDistinct,
      limit: 1.05,
      unit: "times",
    },
    ...Object.entries(patchUpgradePullOverBaseline).map(([what, ratio]) => ({
      claim: `a node pulls from ${what}, of what it pulls for the baseline`,
      measured: ratio * 100,
      limit: 25,
      unit: "%",
    })),
    {
      claim: "the longest that an image takes to build again",
      measured: seconds.warmLongest.own,
      limit: 2,
      unit: "seconds",
    },
    {
      claim: "layers that are new after one driver was changed",
      measured: layersOfChangedDriver,
      limit: 1,
      unit: "layers",
    },
  ];
}
