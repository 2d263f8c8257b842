import type { LayerDifference } from "./compare-layers";

/** Files of a layer that are named; there may be thousands with one cause. */
const SHOWN = 10;
const LONGEST_INSTRUCTION = 100;

/** What differs between two builds, a line for each layer and for the first files of each. */
export function describeDifferences(differences: readonly LayerDifference[]): readonly string[] {
  return differences.flatMap(({ layer, madeBy, digests: [one, other], files }) => {
    const instruction = madeBy.replaceAll(/\s+/g, " ").slice(0, LONGEST_INSTRUCTION);
    const more = files.length - SHOWN;
    return [
      `layer ${layer} (${instruction || "of an unknown instruction"}): ${one ?? "none"} or ${other ?? "none"}`,
      ...files.slice(0, SHOWN).map(({ path, what }) => `  ${path}: ${what}`),
      ...(more > 0 ? [`  and ${more} more`] : []),
    ];
  });
}
