import type { Component } from "../../src/sbom/component";
import type { WheelRecord } from "./wheel-record";

/** A file that a wheel brings into an image. */
export interface InstalledFile {
  readonly path: string;
  /** Null where the installation writes it anew: a script, whose first line names the interpreter, and bytecode. */
  readonly sha256: string | null;
  /** Whether `install-wheels.sh` takes it out again: then it may be there or not. */
  readonly isLeftOut: boolean;
}

/** The folder that pip was told to install into, above `lib/pythonX.Y/site-packages`. */
export function prefixOf({ path }: Component): string {
  return path.replace(/\/lib\/python[^/]+\/site-packages$/, "");
}

/** The files of a wheel where pip puts them, without those that pip itself writes. */
export function installedFiles(component: Component, record: WheelRecord): readonly InstalledFile[] {
  const { distInfo, files } = record;
  const data = `${distInfo.replace(/\.dist-info$/, ".data")}/`;
  return [...files].map(([path, sha256]) => {
    if (!path.startsWith(data)) {
      const isBytecode = path.endsWith(".pyc");
      return {
        path: `${component.path}/${path}`,
        sha256: isBytecode ? null : sha256,
        isLeftOut: isTakenOut(path),
      };
    }
    const [scheme = "", ...rest] = path.slice(data.length).split("/");
    const inside = rest.join("/");
    const isPackage = scheme === "purelib" || scheme === "platlib";
    return {
      path: `${isPackage ? component.path : prefixOf(component) + PLACES[scheme]}/${inside}`,
      sha256: scheme === "scripts" ? null : sha256,
      isLeftOut: isTakenOut(inside) || scheme === "headers" || (!isPackage && isMoved(component)),
    };
  });
}

/** Where below its prefix pip puts what stands in a wheel's folder `NAME.data`. */
const PLACES: Readonly<Record<string, string>> = { data: "", scripts: "/bin", headers: "/include" };

/** Whether a package was moved out of its prefix, Py4J beside PySpark: only what is imported came along. */
function isMoved(component: Component): boolean {
  return prefixOf(component) === component.path;
}

function isTakenOut(inside: string): boolean {
  return LEFT_OUT.some((pattern) => pattern.test(inside));
}

/**
 * What `install-wheels.sh` leaves out of an image, written down a second time: a change of that script that is not
 * meant shows as a difference.
 */
const LEFT_OUT: readonly RegExp[] = [
  /(^|\/)tests?\//,
  /^include\//,
  /^pyarrow\/(include|src)\//,
  /^numpy\/(core\/include|core\/lib|f2py\/src|random\/lib)\//,
  /^(numpy|pandas|pyarrow|scipy|sklearn)\/.*\.(pyx|pxd|pxi|tp|c|cpp|h)$/,
  /^zstandard\/(_cffi\..*\.so|backend_cffi\.py)$/,
  /^numpy\/core\/_simd\..*\.so$/,
];
