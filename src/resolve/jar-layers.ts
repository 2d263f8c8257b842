import { basename } from "node:path/posix";
import type { CoreJar, JarLayer } from "../model/project";

/**
 * Families of third-party jars whose versions move together, each by how its file names begin: a patch of Spark that
 * takes a newer Netty changes the layer of Netty and no other. From the distributions of 3.5.6 to 3.5.8 and of 4.1.0 to
 * 4.1.2 (docs/layers.md): what moved in one of them moved as one of these. What no family names is in the last layer.
 */
const FAMILIES: readonly (readonly [name: string, prefixes: readonly string[]])[] = [
  ["rocksdb", ["rocksdbjni-", "leveldbjni-"]],
  ["hadoop", ["hadoop-", "zookeeper-", "curator-"]],
  ["hive", ["hive-", "datanucleus-", "derby-", "derbyshared-", "derbytools-", "libthrift-", "libfb303-"]],
  ["scala", ["scala-", "breeze", "spire", "cats-", "algebra_"]],
  ["kubernetes", ["kubernetes-", "okhttp-", "okio-", "logging-interceptor-", "vertx-", "zjsonpatch-"]],
  ["netty", ["netty-"]],
  ["parquet", ["parquet-"]],
  ["orc", ["orc-core-", "orc-mapreduce-", "orc-shims-", "aircompressor-"]],
  ["avro", ["avro-"]],
  ["arrow", ["arrow-", "flatbuffers-"]],
  ["codecs", ["zstd-", "snappy-", "lz4-", "compress-", "xz-"]],
  [
    "jackson",
    [
      "jackson-annotations-",
      "jackson-core-2",
      "jackson-databind-",
      "jackson-dataformat-",
      "jackson-datatype-",
      "jackson-module-",
      "snakeyaml-2",
    ],
  ],
  ["jersey", ["jersey-", "javassist-"]],
];
const OTHERS = "third-party";
/** The layer of Spark's own jars, and of any jar that is not as the list says. */
export const OWN = "spark";

/** The jars of a Spark version. */
export interface VersionJars {
  readonly spark: string;
  readonly jars: readonly CoreJar[];
}

/**
 * Layers of each version's jars. In one layer are the jars of a family that the same patches of the line have, byte for
 * byte: each of these patches then has the layer with the same digest. Which layers a patch shares depends on the other
 * patches only where they have some of a family's jars and not all.
 *
 * @param versions the versions of one line
 */
export function jarLayers(versions: readonly VersionJars[]): ReadonlyMap<string, readonly JarLayer[]> {
  const holders = holdersOf(versions);
  const known = new Map<string, readonly CoreJar[]>();
  return new Map(versions.map((version) => [version.spark, layersOf(version, holders, known)]));
}

/** A number for each jar, by path and SHA-256: two jars have the same one where the same versions have them. */
class Holders {
  readonly #numbers = new Map<string, Map<string, number>>();

  of({ path, sha256 }: CoreJar): number {
    return this.#numbers.get(path)?.get(sha256) ?? 0;
  }

  set({ path, sha256 }: CoreJar, number: number): void {
    const numbers = this.#numbers.get(path);
    if (numbers) numbers.set(sha256, number);
    else this.#numbers.set(path, new Map([[sha256, number]]));
  }
}

function holdersOf(versions: readonly VersionJars[]): Holders {
  const holders = new Holders();
  let count = 0;
  for (const { jars } of versions) {
    const joined = new Map<number, number>(); // jars that were together and are both here stay together
    for (const jar of jars) {
      const before = holders.of(jar);
      const after = joined.get(before) ?? (count += 1);
      joined.set(before, after);
      holders.set(jar, after);
    }
  }
  return holders;
}

/** @param known Jars of the layers of other versions, by family and holders: a layer that they share is one list. */
function layersOf(
  { spark, jars }: VersionJars,
  holders: Holders,
  known: Map<string, readonly CoreJar[]>,
): JarLayer[] {
  const families = new Map<string, Map<number, CoreJar[]>>(
    [...FAMILIES.map(([name]) => name), OTHERS, OWN].map((name) => [name, new Map<number, CoreJar[]>()]),
  );
  for (const jar of jars) {
    const parts = families.get(familyOf(jar, spark));
    const key = holders.of(jar);
    const part = parts?.get(key);
    if (part) part.push(jar);
    else parts?.set(key, [jar]);
  }
  return [...families].flatMap(([name, parts]) =>
    [...parts].map(([key, part], index) => layer(name, index, sharedPart(`${name} ${key}`, part, known))),
  );
}

function sharedPart(
  key: string,
  part: readonly CoreJar[],
  known: Map<string, readonly CoreJar[]>,
): readonly CoreJar[] {
  const other = known.get(key);
  if (other && isSame(other, part)) return other;
  known.set(key, part);
  return part;
}

function isSame(one: readonly CoreJar[], other: readonly CoreJar[]): boolean {
  return one.length === other.length && one.every(({ path }, index) => path === other[index]?.path);
}

// Numbered by what this version has alone: another patch does not rename its layers.
function layer(family: string, index: number, jars: readonly CoreJar[]): JarLayer {
  return { name: index === 0 ? family : `${family}-${index + 1}`, jars };
}

function familyOf({ path }: CoreJar, spark: string): string {
  const file = basename(path);
  if (file.startsWith("spark-") && file.endsWith(`-${spark}.jar`)) return OWN;
  return FAMILIES.find(([, prefixes]) => prefixes.some((prefix) => file.startsWith(prefix)))?.[0] ?? OTHERS;
}
