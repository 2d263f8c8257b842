/** Where pods have images from. */
export interface ImageSource {
  /** What pods call an image of this project. */
  readonly nameOf: (reference: string) => string;
  readonly pullPolicy: "Never" | "IfNotPresent" | "Always";
}

/** Images that were copied into the cluster. */
export const COPIED: ImageSource = { nameOf: (reference) => reference, pullPolicy: "Never" };

/** Images that were pushed. @param registry a registry's host, with a path where it has one */
export function pushedTo(registry: string): ImageSource {
  // Its own name may have a registry of the matrix in front.
  const nameOf = (reference: string) => `${registry}/${reference.slice(reference.lastIndexOf("/") + 1)}`;
  return { nameOf, pullPolicy: "Always" };
}
