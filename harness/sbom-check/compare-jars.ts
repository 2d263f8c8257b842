import { posix } from "node:path";
import type { Inventory } from "../../src/sbom/inventory";
import type { Compared, Difference } from "./difference";
import type { ImageContent } from "./image-content";

/**
 * Compares the jars of an image with its bill of materials, both ways, by path and checksum.
 * @param wheelFiles paths of the files that wheels brought: a jar among them belongs to its wheel
 */
export function compareJars(
  { components }: Inventory,
  { files, links, debian }: ImageContent,
  wheelFiles: ReadonlySet<string>,
): Compared {
  const listed = components.filter(({ kind }) => kind === "jar" || kind === "file");
  const paths = new Set(listed.map(({ path }) => path));
  const unlisted = components.flatMap((component) => component.unlisted);
  const isCovered = (path: string): boolean =>
    debian.has(path) || wheelFiles.has(path) || unlisted.some((folder) => path.startsWith(`${folder}/`));
  const compared = listed.map(({ kind, path, checksum }) => ({
    kind,
    wrong: changed(path, checksum?.hex, files.get(path)),
  }));
  const others = [...files.keys()].filter((path) => path.endsWith(".jar") && !paths.has(path));
  const extra = others.filter((path) => !isCovered(path));
  return {
    right: compared.filter(({ kind, wrong }) => kind === "jar" && wrong.length === 0).length,
    covered: others.length - extra.length,
    differences: [
      ...compared.flatMap(({ wrong }) => wrong),
      ...extra.map((path) => `${path}: found SHA-256 ${files.get(path)}, expected no such jar`),
      ...brokenLinks(links, files),
    ],
  };
}

/** @param expected undefined where nothing pins the file's bytes */
function changed(
  path: string,
  expected: string | undefined,
  found: string | undefined,
): readonly Difference[] {
  const wanted = expected === undefined ? "the file" : `SHA-256 ${expected}`;
  if (found === undefined) return [`${path}: found nothing, expected ${wanted}`];
  return expected === undefined || found === expected
    ? []
    : [`${path}: found SHA-256 ${found}, expected ${wanted}`];
}

/** Links to jars that lead to none. */
function brokenLinks(links: ImageContent["links"], files: ImageContent["files"]): readonly Difference[] {
  return [...links]
    .filter(
      ([path, target]) => path.endsWith(".jar") && !files.has(posix.resolve(posix.dirname(path), target)),
    )
    .filter(([path, target]) => !links.has(posix.resolve(posix.dirname(path), target)))
    .map(([path, target]) => `${path}: found a link to ${target}, which is no jar, expected a link to a jar`);
}
