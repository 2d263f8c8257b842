import type { Component } from "../../src/sbom/component";
import type { Inventory } from "../../src/sbom/inventory";
import { compareJars } from "./compare-jars";
import { compareWheels, type LockedWheel, PACKAGE } from "./compare-wheels";
import type { Difference } from "./difference";
import type { ImageContent } from "./image-content";
import { prefixOf } from "./installed-wheel";

/** How an image compares with its bill of materials. */
export interface CheckedImage {
  readonly image: string;
  readonly jars: number;
  readonly wheels: number;
  /** Files of wheels, each compared. */
  readonly files: number;
  /** Jars and packages that a Debian package or an unpacked archive covers. */
  readonly covered: number;
  readonly differences: readonly Difference[];
}

/** Which files of an image have to be read to compare it with its bill of materials. */
export function wantedFiles({ components }: Inventory): (path: string) => boolean {
  const files = new Set(components.filter(({ kind }) => kind === "file").map(({ path }) => path));
  const folders = [...new Set(wheelsOf(components).map((wheel) => `${prefixOf(wheel)}/`))];
  return (path) =>
    path.endsWith(".jar") ||
    files.has(path) ||
    PACKAGE.test(path) ||
    folders.some((folder) => path.startsWith(folder));
}

/** The wheels among the components of an image. */
export function wheelsOf(components: readonly Component[]): readonly Component[] {
  return components.filter(({ kind }) => kind === "wheel");
}

/** Compares what is in an image with its bill of materials: each jar and each wheel, nothing missing, nothing extra. */
export function checkImage(
  inventory: Inventory,
  content: ImageContent,
  wheels: readonly LockedWheel[],
): CheckedImage {
  const python = compareWheels(inventory, content, wheels);
  const jars = compareJars(inventory, content, python.files);
  return {
    image: inventory.variant.reference,
    jars: jars.right,
    wheels: python.right,
    files: [...python.files].filter((path) => content.files.has(path)).length,
    covered: jars.covered + python.covered,
    differences: [...jars.differences, ...python.differences],
  };
}
