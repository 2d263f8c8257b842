import type { Inventory } from "./inventory";

/** What the names of an image's documents start with: its folder, and its variant, such as `python-deps-iceberg`. */
export function imageFileName({ folder, variant }: Pick<Inventory, "folder" | "variant">): string {
  return variant.name ? `${folder.name}-${variant.name}` : folder.name;
}
