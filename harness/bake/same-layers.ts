import { type Claim, claim } from "../claims";
import { areSameFiles, type LayerDifference } from "../reproducible/compare-layers";
import { describeDifferences } from "../reproducible/describe";

/**
 * What is claimed of an image that bake has built too. Layers of the same files in another order are named, and no fault
 * of bake: an engine that has a layer already writes the one on top of it in the order of whole paths (`pip-25.3.dist-info`
 * before `pip/__init__.py`), and in that of the folders otherwise.
 */
export function sameLayersClaim(image: string, differences: readonly LayerDifference[]): Claim {
  const inOrder = differences.filter(areSameFiles).map(({ layer }) => layer);
  const but = inOrder.length === 0 ? "" : ` (${inOrder.join(", ")}: the same files in another order)`;
  return claim(
    `${image}: the layers are those of plain docker build${but}`,
    describeDifferences(differences.filter((difference) => !areSameFiles(difference))),
  );
}
