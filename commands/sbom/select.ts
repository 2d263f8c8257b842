import { list } from "../../src/check/rule";
import { show } from "../../src/model/problem";
import { UsageError } from "../../src/model/usage-error";
import type { Inventory } from "../../src/sbom/inventory";

/** The inventories of the images that names ask for; no name asks for all. @throws UsageError for an unknown name */
export function selectInventories(all: readonly Inventory[], names: readonly string[]): readonly Inventory[] {
  const isCalled = ({ folder, variant }: Inventory, name: string): boolean =>
    name === folder.name || name === variant.reference;
  const unknown = names.find((name) => !all.some((inventory) => isCalled(inventory, name)));
  if (unknown !== undefined) {
    const known = list(new Set(all.map(({ folder }) => folder.name)));
    throw new UsageError(`IMAGE: found ${show(unknown)}, allowed: ${known}, or an image's reference.`);
  }
  return all.filter((inventory) => names.length === 0 || names.some((name) => isCalled(inventory, name)));
}
