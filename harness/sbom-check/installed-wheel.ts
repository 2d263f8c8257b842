import type { Component } from "../../src/sbom/component";
import type { IsLeftOut } from "./left-out";
import type { WheelRecord } from "./wheel-record";

/** A file that a wheel brings into an image. */
export interface InstalledFile {
  readonly path: string;
  /** Null where the installation writes it anew: a script, whose first line names the interpreter, and bytecode. */
  readonly sha256: string | null;
  /** Whether it has to be there; undefined: it may be or not. */
  readonly isThere: boolean | undefined;
}

/** The folder that pip was told to install into, above `lib/pythonX.Y/site-packages`. */
export function prefixOf({ path }: Component): string {
  return path.replace(/\/lib\/python[^/]+\/site-packages$/, "");
}

/** The files of a wheel where pip puts them, without those that pip itself writes. */
export function installedFiles(
  component: Component,
  { distInfo, files }: WheelRecord,
  isLeftOut: IsLeftOut,
): readonly InstalledFile[] {
  return [...files].map(([name, sha256]) => {
    const { where, path, isWrittenAnew } = placeOf(name, distInfo);
    const folder = where === "packages" ? component.path : prefixOf(component);
    const mayLack = where === "prefix" && isMoved(component);
    return {
      path: `${folder}/${path}`,
      sha256: isWrittenAnew ? null : sha256,
      isThere: mayLack ? undefined : !isLeftOut(where, path),
    };
  });
}

/** Where pip puts a file of a wheel. */
export interface Place {
  readonly where: "packages" | "prefix";
  /** From the folder of packages, or from the folder above it, the prefix. */
  readonly path: string;
  /** Whether the installation writes it anew. */
  readonly isWrittenAnew: boolean;
}

/** Where pip puts a file. @param name its path in the wheel @param distInfo the wheel's folder of metadata */
export function placeOf(name: string, distInfo: string): Place {
  const data = `${distInfo.replace(/\.dist-info$/, ".data")}/`;
  if (!name.startsWith(data)) return { where: "packages", path: name, isWrittenAnew: name.endsWith(".pyc") };
  const [scheme = "", ...rest] = name.slice(data.length).split("/");
  const inside = rest.join("/");
  if (scheme === "purelib" || scheme === "platlib")
    return { where: "packages", path: inside, isWrittenAnew: false };
  return {
    where: "prefix",
    path: `${PREFIX_PLACES[scheme] ?? ""}${inside}`,
    isWrittenAnew: scheme === "scripts",
  };
}

/** Where below its prefix pip puts what stands in a wheel's folder `NAME.data`. */
const PREFIX_PLACES: Readonly<Record<string, string>> = { data: "", scripts: "bin/", headers: "include/" };

/** Whether a package was moved out of its prefix, Py4J beside PySpark: only what is imported came along. */
function isMoved(component: Component): boolean {
  return prefixOf(component) === component.path;
}
