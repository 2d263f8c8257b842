/** The label of an imported image that has the engine's id of it. */
export const ID_LABEL = "io.github.spark-k8s.engine-id";

/** The engine's ids of a cluster's images, by their full names, from what `ctr images list` prints. */
export function readIds(printed: string): ReadonlyMap<string, string> {
  return new Map(
    printed.split("\n").flatMap((line) => {
      const id = new RegExp(`\\b${ID_LABEL}=([^\\s,]+)`).exec(line)?.[1];
      return id === undefined ? [] : [[line.split(/\s/)[0] ?? "", id] as const];
    }),
  );
}
