import type { Group, LockedGroup, LockedPackage, PythonDepsFolder } from "../model/project";
import { PLAIN_COMPONENT, type Component, type Platform } from "./component";
import { pypiPurl } from "./purl";

const PYSPARK = "/opt/pyspark";

/** What an image of Python packages adds: the wheels of its groups, and PySpark with its Py4J. */
export function pythonDepsComponents(
  folder: PythonDepsFolder,
  groups: readonly Group[],
  platform: Platform,
  image: string,
): readonly Component[] {
  const chosen = folder.groups.filter(({ name }) => groups.includes(name));
  const seen = new Set<string>();
  const wheels = chosen.flatMap((group) =>
    group.packages
      // A group does not install again what one before it has brought.
      .filter(({ name }) => !seen.has(name) && seen.add(name))
      .map((locked) => wheelComponent(locked, placeOf(locked, group, folder.minor), platform, image)),
  );
  return [...withNeeds(wheels, chosen), pysparkComponent(folder, image)];
}

/** Py4J stands beside PySpark. */
function placeOf({ name }: LockedPackage, group: LockedGroup, minor: string): string {
  return name === "py4j" ? PYSPARK : `/opt/python/${group.name}/lib/python${minor}/site-packages`;
}

function wheelComponent(locked: LockedPackage, path: string, platform: Platform, image: string): Component {
  const { name, version, license, attention = "", files } = locked;
  const file = files.find((wheel) => wheel.platform === platform || wheel.platform === "any");
  return {
    ...PLAIN_COMPONENT,
    id: `wheel:${name}`,
    kind: "wheel",
    name,
    version,
    purl: pypiPurl(name, version),
    checksum: file ? { algorithm: "SHA-256", hex: file.sha256 } : null,
    verified: file?.verified ?? null,
    license,
    attention,
    path,
    sources: file?.sources ?? [],
    image,
  };
}

/** The lock says of each package what requires it: here each one says what it requires. */
function withNeeds(wheels: readonly Component[], groups: readonly LockedGroup[]): readonly Component[] {
  const packages = groups.flatMap((group) => group.packages);
  return wheels.map((wheel) => ({
    ...wheel,
    needs: [
      ...new Set(
        packages
          .filter(({ requiredBy }) => requiredBy.includes(wheel.name))
          .map(({ name }) => `wheel:${name}`),
      ),
    ],
  }));
}

function pysparkComponent({ pyspark }: PythonDepsFolder, image: string): Component {
  return {
    ...PLAIN_COMPONENT,
    id: "archive:pyspark",
    kind: "archive",
    name: "pyspark",
    version: pyspark.version,
    purl: pypiPurl("pyspark", pyspark.version),
    checksum: { algorithm: "SHA-256", hex: pyspark.sha256 },
    verified: pyspark.verified,
    license: pyspark.license,
    attention: pyspark.attention ?? "",
    path: PYSPARK,
    unlisted: [`${PYSPARK}/pyspark`, `${PYSPARK}/pyspark-${pyspark.version}.dist-info`],
    sources: pyspark.sources ?? [],
    note: "The Python of the source package; its jars are left out.",
    image,
    needs: ["wheel:py4j"],
  };
}
