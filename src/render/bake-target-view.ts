import type { ImageFolder, Settings } from "../model/project";
import type { BakeTarget } from "../resolve/bake-targets";
import { contextName } from "./context-name";
import { aligned, hclString } from "./hcl";

const BASE_NAME = "org.opencontainers.image.base.name";
const VERSION = "org.opencontainers.image.version";

/** Images that hold parts of several versions: their version is the tag. */
const VERSIONED_BY_TAG: ReadonlySet<ImageFolder["kind"]> = new Set([
  "jars-hadoop-aws",
  "jdbc-drivers",
  "python-deps",
]);

/**
 * What the template of the bake file writes of a target.
 *
 * @param sources Variables that are build arguments of the target's Dockerfile.
 */
export function bakeTargetView(target: BakeTarget, settings: Settings, sources: readonly string[]) {
  const { name, folder, variant, parents } = target;
  const base = parents[folder.parents.findIndex(({ stage }) => stage === "")];
  const labels = [
    // The Dockerfile names both as the matrix does; variables may say otherwise.
    ...(base ? [{ key: hclString(BASE_NAME), value: referenceOf(base, settings) }] : []),
    ...(VERSIONED_BY_TAG.has(folder.kind) ? [{ key: hclString(VERSION), value: "TAG" }] : []),
  ];
  const contexts = parents.map((parent) => ({
    key: hclString(contextName(parent.variant.reference)),
    value: hclString(`target:${parent.name}`),
  }));
  const args = [
    ...sources.map((source) => ({ key: source, value: source })),
    ...Object.entries(variant.arguments).map(([key, value]) => ({ key, value: hclString(value) })),
  ];
  return {
    name: hclString(name),
    description: hclString(variant.name ? `${folder.title}: ${variant.name}` : folder.title),
    context: hclString(folder.path),
    reference: referenceOf(target, settings),
    hasContexts: contexts.length > 0,
    contexts: aligned(contexts),
    hasArgs: args.length > 0,
    args: aligned(args),
    hasLabels: labels.length > 0,
    labels: aligned(labels),
  };
}

/** An expression: the image's reference, as the variables have it. */
function referenceOf({ folder, variant }: BakeTarget, { namePrefix }: Settings): string {
  const suffix = variant.name ? `-${variant.name}` : "";
  return `reference(${hclString(namePrefix + folder.name)}, ${hclString(suffix)})`;
}
