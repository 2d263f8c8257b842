import type { LockedGroup, LockedPackage, Project } from "../model/project";
import type { LockedPart } from "./locked-part";

/** Every Python package, each version once. */
export function lockedPackages(project: Project): readonly LockedPart[] {
  const imagesOf = imagesByGroup(project);
  const imagesOfAll = new Map<string, readonly string[]>();
  return packagesOf(imagesOf.keys()).map(({ locked, groups }) => {
    const { name, version, license, attention = "" } = locked;
    // Most packages are in the same groups as others, whose images are then listed once.
    const key = groups.map(({ place }) => place).join(" ");
    const images = imagesOfAll.get(key) ?? inOrder(project, groups, imagesOf);
    imagesOfAll.set(key, images);
    return { name, version, images, license, attention };
  });
}

/** A group, and where it stands among all groups of the project. */
interface PlacedGroup {
  readonly group: LockedGroup;
  readonly place: number;
}

type ImagesByGroup = ReadonlyMap<LockedGroup, ReadonlySet<string>>;

function imagesByGroup({ folders }: Project): ImagesByGroup {
  const images = new Map<LockedGroup, Set<string>>();
  for (const folder of folders) {
    if (folder.kind !== "python-deps" && folder.kind !== "runtime") continue;
    for (const group of folder.groups) {
      images.set(group, (images.get(group) ?? new Set()).add(folder.name));
    }
  }
  return images;
}

/** Each version of a package, and the groups that hold it. */
function packagesOf(
  groups: Iterable<LockedGroup>,
): readonly { readonly locked: LockedPackage; readonly groups: readonly PlacedGroup[] }[] {
  const found = new Map<string, { readonly locked: LockedPackage; readonly groups: PlacedGroup[] }>();
  for (const [place, group] of [...groups].entries()) {
    for (const locked of group.packages) {
      const key = `${locked.name} ${locked.version}`;
      const known = found.get(key) ?? { locked, groups: [] };
      known.groups.push({ group, place });
      found.set(key, known);
    }
  }
  return [...found.values()];
}

/** Names of the folders that have one of some groups, parents first. */
function inOrder(
  { folders }: Project,
  groups: readonly PlacedGroup[],
  imagesOf: ImagesByGroup,
): readonly string[] {
  const sets = groups.map(({ group }) => imagesOf.get(group));
  return folders.filter(({ name }) => sets.some((set) => set?.has(name))).map(({ name }) => name);
}
