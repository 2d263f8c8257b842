import type { Component } from "../../src/sbom/component";
import type { Inventory } from "../../src/sbom/inventory";
import type { Compared, Difference } from "./difference";
import type { ImageContent } from "./image-content";
import { installedFiles, prefixOf } from "./installed-wheel";
import type { IsLeftOut } from "./left-out";
import type { WheelRecord } from "./wheel-record";

/** A wheel of the bill of materials and what the locked file says of itself. */
export interface LockedWheel {
  readonly component: Component;
  readonly record: WheelRecord;
  /** What of it the image is built without. */
  readonly isLeftOut: IsLeftOut;
}

/** A comparison of wheels, and the paths of the files that they brought. */
export interface ComparedWheels extends Compared {
  readonly files: ReadonlySet<string>;
}

/** What every installed Python package has, wherever it is. */
export const PACKAGE = /\.(dist-info\/METADATA|egg-info\/PKG-INFO)$/;

/**
 * Compares the installed Python packages with the locked wheels of the bill of materials, both ways: each file of each
 * wheel by path and checksum, and nothing beside them but what pip and the compiler of bytecode write.
 */
export function compareWheels(
  { components }: Inventory,
  content: ImageContent,
  wheels: readonly LockedWheel[],
): ComparedWheels {
  const brought = wheels.flatMap((wheel) => installedFiles(wheel.component, wheel.record, wheel.isLeftOut));
  const files = new Set(brought.map(({ path }) => path));
  const compared = wheels.map((wheel) => wrongFiles(wheel, content));
  const isWritten = writtenBeside(wheels, content);
  const unlisted = components.flatMap((component) => component.unlisted);
  const isOfPython = (path: string): boolean =>
    PACKAGE.test(path) || wheels.some(({ component }) => path.startsWith(`${prefixOf(component)}/`));
  const isCovered = (path: string): boolean =>
    content.debian.has(path) || unlisted.some((folder) => path.startsWith(`${folder}/`));
  const others = [...content.files.keys()].filter(
    (path) => isOfPython(path) && !files.has(path) && !isWritten(path),
  );
  const extra = others.filter((path) => !isCovered(path));
  return {
    right: compared.filter((differences) => differences.length === 0).length,
    covered: others.filter((path) => PACKAGE.test(path) && isCovered(path)).length,
    differences: [...compared.flat(), ...extra.map((path) => `${path}: found a file that no wheel brings`)],
    files,
  };
}

function wrongFiles(
  { component, record, isLeftOut }: LockedWheel,
  { files }: ImageContent,
): readonly Difference[] {
  const { name, version, path: folder } = component;
  if (!files.has(`${folder}/${record.distInfo}/METADATA`))
    return [`${folder}: found no ${record.distInfo}, expected ${name} ${version}`];
  return installedFiles(component, record, isLeftOut).flatMap(({ path, sha256, isThere }) => {
    const found = files.get(path);
    if (found === undefined)
      return isThere === true ? [`${path}: found nothing, expected the file of ${name} ${version}`] : [];
    if (isThere === false) return [`${path}: found the file of ${name} ${version}, which is to be left out`];
    if (sha256 === null || found === sha256) return [];
    return [`${path}: found SHA-256 ${found}, expected ${sha256} of ${name} ${version}`];
  });
}

/** Tells what pip and the compiler of bytecode write beside the files of wheels. */
function writtenBeside(wheels: readonly LockedWheel[], { files }: ImageContent): (path: string) => boolean {
  const written = new Set(
    wheels.flatMap(({ component, record: { distInfo, commands } }) => [
      ...["RECORD", "INSTALLER", "REQUESTED"].map((name) => `${component.path}/${distInfo}/${name}`),
      ...commands.map((command) => `${prefixOf(component)}/bin/${command}`),
    ]),
  );
  return (path) => {
    const source = path.replace(/\/__pycache__\/([^/]+)\.cpython-\d+\.pyc$/, "/$1.py");
    return written.has(path) || (source !== path && files.has(source));
  };
}
