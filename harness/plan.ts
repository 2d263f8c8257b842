import { closest, distance } from "fastest-levenshtein";
import { folderName as lastOf, isCalled as names } from "../src/model/image-name";
import type { Build } from "../src/plan";
import { UsageError } from "./command-line";

export type { Build, Plan } from "../src/plan";

const LARGEST_TYPO = 3;

/** The folder's own name, such as `spark-3.5.8-core`. */
export function folderName({ folder }: Pick<Build, "folder">): string {
  return lastOf(folder);
}

/**
 * The builds that these names ask for and the parents they need, parents first. A folder's name asks for all its
 * variants, no name for everything.
 * @param what what messages call a name
 * @throws UsageError listing what is allowed when a name is unknown
 */
export function selectBuilds(
  builds: readonly Build[],
  names: readonly string[],
  what = "NAME",
): readonly Build[] {
  assertKnown(builds, names, what);
  const byImage = new Map(builds.map((build) => [build.image, build]));
  const selected = new Set<Build>();
  const add = (build: Build): void => {
    for (const parent of build.parents) {
      const found = byImage.get(parent);
      if (found === undefined)
        throw new Error(`${build.folder}: its parent ${parent} is not an image of the plan.`);
      add(found);
    }
    selected.add(build);
  };
  builds.filter((build) => names.length === 0 || names.some((name) => isCalled(build, name))).forEach(add);
  return [...selected];
}

/**
 * The builds that are left without those that these names mean, and without the builds that need them.
 * @param builds every build behind its parents
 * @throws UsageError listing what is allowed when a name is unknown
 */
export function leaveOut(builds: readonly Build[], names: readonly string[]): readonly Build[] {
  assertKnown(builds, names, "--except");
  const left = new Map<string, Build>();
  for (const build of builds) {
    const isMeant = names.some((name) => isCalled(build, name));
    if (!isMeant && build.parents.every((parent) => left.has(parent))) left.set(build.image, build);
  }
  return [...left.values()];
}

function assertKnown(builds: readonly Build[], names: readonly string[], what: string): void {
  const unknown = names.filter((name) => !builds.some((build) => isCalled(build, name)));
  if (unknown.length > 0)
    throw new UsageError(unknown.map((name) => describeUnknown(builds, name, what)).join("\n"));
}

function isCalled({ image: reference, folder, variant }: Build, name: string): boolean {
  return names({ reference, folder, variant }, name);
}

function describeUnknown(builds: readonly Build[], name: string, what: string): string {
  const folders = [...new Set(builds.map(folderName))];
  const images = builds.map(({ image }) => image);
  const nearest = closest(name, [...folders, ...images]);
  const hint = distance(name, nearest) <= LARGEST_TYPO ? ` Did you mean ${nearest}?` : "";
  return `${what}: found "${name}", allowed: ${folders.join(", ")}, or an image's reference (${images[0]}).${hint}`;
}
