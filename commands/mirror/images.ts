import { join } from "node:path";
import { groupsOf } from "../../harness/needs";
import { type Build, selectBuilds } from "../../harness/plan";
import type { Sources } from "../../src/parse/parse";
import { generate } from "../../src/pipeline";
import { readTemplates } from "../../src/render/templates";
import type { MirroredFile } from "./mirrored-file";

const TEMPLATES = join(__dirname, "../../templates");

/** Where images and what they download are looked up. */
export interface Tree {
  readonly sources: Sources;
  /** Every build of the matrix. */
  readonly builds: readonly Build[];
  /** Every file of the lock. */
  readonly files: readonly MirroredFile[];
}

/**
 * The files that images download, with those of the images that they are made of: a build downloads what its folder,
 * as it is generated, names by checksum.
 *
 * @throws UsageError for a name that no image has
 */
export function filesOfImages(
  names: readonly string[],
  { sources, builds, files }: Tree,
): ReadonlySet<MirroredFile> {
  if (names.length === 0) return new Set();
  const selected = selectBuilds(builds, names, "--image");
  const rendered = generate(sources, readTemplates(TEMPLATES));
  const textOf = ({ folder }: Build): string =>
    rendered
      .filter(({ path }) => path.startsWith(`${folder}/`))
      .map(({ content }) => content)
      .join("\n");
  return new Set(selected.flatMap((build) => filesNamedIn(textOf(build), groupsOf(build), files)));
}

/** @param groups groups of wheels that the build installs of those that its folder names */
function filesNamedIn(
  text: string,
  groups: readonly string[],
  files: readonly MirroredFile[],
): readonly MirroredFile[] {
  const isInstalled = ({ tags }: MirroredFile): boolean =>
    !tags.includes("wheels") || groups.some((group) => tags.includes(group));
  return files.filter((file) => isInstalled(file) && text.includes(file.checksum.hex));
}
