import matrixSchema from "../../schema/matrix.schema.json";
import { MIRROR_VARIABLES, mirrorArguments } from "../model/mirror-layout";
import { hclTemplate } from "./hcl";

const { mirrors, debian, cuda } = matrixSchema.properties;

/** A variable of the bake file that is passed on as the build argument of the same name, where it is set. */
export interface SourceVariable {
  readonly name: string;
  /** Its value by default, an expression. */
  readonly default: string;
  readonly description: string;
}

/** What says where builds take from what this project does not make: base images, then downloads. */
export const SOURCE_VARIABLES: readonly SourceVariable[] = [
  image("DEBIAN_IMAGE", debian.properties.image),
  image("CUDA_IMAGE", cuda.properties.image),
  ...Object.entries(MIRROR_VARIABLES).map(([source, name]) => ({
    name,
    default: `MIRROR == "" ? null : ${inMirror(name)}`,
    description: described(mirrors.properties[source as keyof typeof MIRROR_VARIABLES]),
  })),
];

function image(name: string, property: { readonly description: string }): SourceVariable {
  return { name, default: "null", description: described(property) };
}

/** The schema says of each which build argument it is; here that is its name. */
function described({ description }: { readonly description: string }): string {
  return description.replace(/; build argument \w+\..*/, "");
}

/** Where a mirror that `npx projen mirror` has filled has it, an expression; empty: a build does without it. */
function inMirror(name: string): string {
  const path = mirrorArguments("")[name] ?? "";
  return path === "" ? '""' : `"\${trimsuffix(MIRROR, "/")}${hclTemplate(path)}"`;
}
