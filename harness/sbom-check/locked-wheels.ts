import type { Trim } from "../../src/model/compatibility/trims";
import type { LockedPackage } from "../../src/model/project";
import type { Inventory } from "../../src/sbom/inventory";
import { fetchWheels, type Wheel } from "../artifacts/wheels";
import type { ArtifactCache } from "../cache";
import type { Report } from "../report";
import { wheelsOf } from "./check-image";
import type { LockedWheel } from "./compare-wheels";
import { leftOutBy } from "./left-out";
import { readWheelRecord } from "./wheel-record";

/** The locked wheels of an image, out of the cache or downloaded with pip, and what they say of their files. @param trims what the image is built without */
export async function lockedWheels(
  inventory: Inventory,
  trims: readonly Trim[],
  cache: ArtifactCache,
  report: Report,
): Promise<readonly LockedWheel[]> {
  const cached = await fetchWheels(cache, wheelFiles(inventory), report);
  const isLeftOut = leftOutBy(trims);
  const paths = new Map(cached.map(({ name, path }) => [name, path]));
  return Promise.all(
    wheelsOf(inventory.components).map(async (component) => {
      const path = paths.get(component.name);
      if (path === undefined) throw new Error(`${component.name}: found no wheel in the lock.`);
      return { component, record: await readWheelRecord(path), isLeftOut };
    }),
  );
}

/** The files of the lock that the wheels of an image were installed from. */
function wheelFiles({ folder, components }: Inventory): readonly Wheel[] {
  if (folder.kind !== "python-deps" && folder.kind !== "runtime") return [];
  const checksums = new Map(wheelsOf(components).map(({ name, checksum }) => [name, checksum?.hex]));
  const packages = new Map(
    folder.groups.flatMap((group) => group.packages).map((found) => [found.name, found]),
  );
  const python = folder.kind === "runtime" ? folder.python : folder.minor;
  return [...packages.values()].flatMap((locked: LockedPackage) => {
    const { name, version, files } = locked;
    const file = files.find(({ sha256 }) => sha256 === checksums.get(name));
    return file ? [{ ...file, name, version, python }] : [];
  });
}
