import type { FileDifference, LayerDifference } from "./compare-layers";

/** Files that two builds may make of other bytes, each alone in its layer, and why. */
const TOLERATED: Readonly<Record<string, string>> = {
  "/opt/class-data/spark.jsa":
    "an archive of classes: threads list a few classes more or less, and the JVM lays even one list out in another order each time",
};

/** What of a file may differ: its bytes and how many they are, not its mode, owner or time. */
const BYTES = /^(?:size \([^)]*\), )?bytes$/;

/** The differences between two builds that are none of those that nothing can be done about. */
export function notTolerated(differences: readonly LayerDifference[]): readonly LayerDifference[] {
  return differences.filter(({ files }) => !files.every(isTolerated));
}

/** The differences that nothing can be done about, a line for each file. */
export function describeTolerated(differences: readonly LayerDifference[]): readonly string[] {
  return differences
    .filter(({ files }) => files.every(isTolerated))
    .flatMap(({ files }) => files.map(({ path, what }) => `but for ${path}: ${what}; ${TOLERATED[path]}`));
}

function isTolerated({ path, what }: FileDifference): boolean {
  return Object.hasOwn(TOLERATED, path) && BYTES.test(what);
}
