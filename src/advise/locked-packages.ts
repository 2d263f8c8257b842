import type { LockedGroup, LockedPackage, Project } from "../model/project";
import type { LockedPart } from "./locked-part";

/** Every Python package, each version once. */
export function lockedPackages({ folders }: Project): readonly LockedPart[] {
  const imagesOf = new Map<LockedGroup, Set<string>>();
  for (const folder of folders) {
    if (folder.kind !== "python-deps" && folder.kind !== "runtime") continue;
    for (const group of folder.groups) {
      const images = imagesOf.get(group) ?? new Set();
      imagesOf.set(group, images.add(folder.name));
    }
  }
  const found = new Map<string, { readonly locked: LockedPackage; readonly groups: LockedGroup[] }>();
  for (const group of imagesOf.keys()) {
    for (const locked of group.packages) {
      const key = `${locked.name} ${locked.version}`;
      const known = found.get(key) ?? { locked, groups: [] };
      found.set(key, { ...known, groups: [...known.groups, group] });
    }
  }
  return [...found.values()].map(({ locked, groups }) => {
    const sets = groups.map((group) => imagesOf.get(group));
    const images = folders.filter(({ name }) => sets.some((set) => set?.has(name))).map(({ name }) => name);
    const { name, version, license, attention = "" } = locked;
    return { name, version, images, license, attention };
  });
}
