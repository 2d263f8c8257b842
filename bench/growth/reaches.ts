import { formatInteger } from "../figures";
import { STAGES } from "../pipeline/figures";
import type { Reach } from "../reach";
import type { Growth } from "./measure";

/** For ten times the images: linear is 10; 100 is to look at each image for each other one. */
const MOST_TIME = 20;
const MOST_HEAP = 2;

/** What has to be reached from one size to ten times as many images. */
export function growthReaches({ from, to, times, heap }: Growth): readonly Reach[] {
  const [few, many] = [from, to].map(formatInteger);
  return [
    ...STAGES.map((stage) => ({
      claim: `${stage}: ${many} images take as long as ${few}`,
      measured: times[stage],
      limit: MOST_TIME,
      unit: "times",
    })),
    {
      claim: `an image of ${many} takes as much heap as one of ${few}`,
      measured: heap,
      limit: MOST_HEAP,
      unit: "times",
    },
  ];
}
