import { list } from "../../src/check/rule";
import { isCalled } from "../../src/model/image-name";
import { show } from "../../src/model/problem";
import { UsageError } from "../../src/model/usage-error";
import type { Inventory } from "../../src/sbom/inventory";

/** The inventories of the images that names ask for; no name asks for all. @throws UsageError for an unknown name */
export function selectInventories(all: readonly Inventory[], names: readonly string[]): readonly Inventory[] {
  const isNamed = ({ folder, variant }: Inventory, name: string): boolean =>
    isCalled({ folder: folder.path, variant: variant.name, reference: variant.reference }, name);
  const unknown = names.find((name) => !all.some((inventory) => isNamed(inventory, name)));
  if (unknown !== undefined) {
    const known = list(new Set(all.map(({ folder }) => folder.name)));
    throw new UsageError(`IMAGE: found ${show(unknown)}, allowed: ${known}, or an image's reference.`);
  }
  return all.filter((inventory) => names.length === 0 || names.some((name) => isNamed(inventory, name)));
}
