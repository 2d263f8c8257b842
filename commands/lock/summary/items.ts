import type { ImageVerification, Lock, Verification } from "../../../src/model/lock";
import { formerPython } from "../wheels/former-python";

/** An entry of a lock as a person speaks of it: a thing and its version. */
export interface Item {
  readonly section: keyof Lock;
  /** Such as `s3fs`, `org.postgresql:postgresql` or `spark`. */
  readonly name: string;
  readonly version: string;
  /** The Python that a wheel is for; empty for all else. */
  readonly python: string;
  /** That Python, or the one that took its place. */
  readonly place: string;
  readonly entry: Readonly<Record<string, unknown>>;
  /** How its files are known. */
  readonly verified: readonly (Verification | ImageVerification)[];
}

/** What two items are of one thing by, whatever their versions. */
export function sameThing({ section, name, place }: Item): string {
  return `${section} ${name} ${place}`;
}

/**
 * The entries of a lock, which may lack parts.
 *
 * @param pythons those of the lock that takes its place; none: its own
 */
export function itemsOf(lock: Partial<Lock>, pythons?: readonly string[]): readonly Item[] {
  const { jars = {}, spark = {}, pyspark = {}, python = {}, images = {}, wheels = {} } = lock;
  const item = (section: keyof Lock, name: string, version: string, entry: object): Item => {
    const { verified } = entry as { verified?: Verification };
    const fields = entry as Item["entry"];
    return {
      section,
      name,
      version,
      python: "",
      place: "",
      entry: fields,
      verified: verified ? [verified] : [],
    };
  };
  const held = Object.keys(wheels);
  const takers = new Map(
    (pythons ?? []).flatMap((taker) => {
      const former = held.includes(taker) ? undefined : formerPython(taker, pythons ?? [], held);
      return former === undefined ? [] : [[former, taker] as const];
    }),
  );
  return [
    ...Object.entries(jars).map(([coordinates, jar]) => {
      const [group, artifact, version = "", ...classifier] = coordinates.split(":");
      return item("jars", [group, artifact, ...classifier].join(":"), version, jar);
    }),
    ...Object.entries(spark).map(([version, entry]) => item("spark", "spark", version, entry)),
    ...Object.entries(pyspark).map(([version, entry]) => item("pyspark", "pyspark", version, entry)),
    ...Object.values(python).map((build) => ({
      ...item("python", "python", `${build.version}+${build.release}`, build),
      verified: Object.values(build.platforms ?? {}).flatMap(({ verified }) => verified ?? []),
    })),
    ...Object.entries(images).map(([reference, image]) =>
      item("images", reference, image.digest ?? "without a digest", image),
    ),
    ...Object.entries(wheels).flatMap(([version, packages]) =>
      Object.entries(packages).map(([name, locked]) => ({
        ...item("wheels", name, locked.version, locked),
        python: version,
        place: takers.get(version) ?? version,
        verified: (locked.files ?? []).flatMap(({ verified }) => verified ?? []),
      })),
    ),
  ];
}
