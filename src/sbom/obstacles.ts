import type { Inventory } from "./inventory";

/** Why an image cannot be built for its platform: what has no file for it. Empty where it can. */
export function obstacles({ platform, components }: Inventory): readonly string[] {
  return components.flatMap(({ kind, name, checksum }) => {
    if (kind === "wheel" && checksum === null) return [`${name} has no wheel for linux/${platform}`];
    const isRapids = kind === "jar" && name.startsWith("rapids-4-spark_");
    return isRapids && platform !== "amd64" ? [`${name} is pinned for linux/amd64 only`] : [];
  });
}
