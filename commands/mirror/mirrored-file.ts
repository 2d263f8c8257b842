import { LAYOUT } from "../../src/model/mirror-layout";
import { type Checksum, sha256, sha512 } from "../../harness/checksum";
import type { Lock, Verification } from "../../src/model/lock";
import type { ResolvedMirrors } from "../../src/model/project";
import { isUnverified } from "../../src/model/verification";
import {
  type Place,
  askedSources,
  jarPlaces,
  mavenPath,
  pythonPlaces,
  sparkPlaces,
  urlsOf,
} from "../lock/sources";

/** A locked file and its place in a mirror. */
export interface MirroredFile {
  /** What messages call it. */
  readonly name: string;
  /** What `--only` may call it: its entry, its kind, its groups. */
  readonly tags: readonly string[];
  readonly platform: "amd64" | "arm64" | "any";
  /** Path in the mirror, with forward slashes and without one at its start. */
  readonly path: string;
  readonly checksum: Checksum;
  /** In bytes; null where the lock does not know it. */
  readonly size: number | null;
  /** Whether nobody can check where the lock has its checksum from. */
  readonly isUnverified: boolean;
  /** Where to ask for it, in this order; what an index lists may have none. */
  readonly sources: readonly string[];
  /** Normalized name of the package of which an index lists it, for wheels and PySpark. */
  readonly project: string | undefined;
}

interface Entry {
  readonly file: string;
  readonly size: number | null;
  readonly sources?: readonly string[];
  readonly verified: Verification;
}

/** Every file of a lock, in the order of the lock, each path once. */
export function filesOf(
  lock: Lock,
  mirrors: ResolvedMirrors,
  environment: NodeJS.ProcessEnv,
): readonly MirroredFile[] {
  const asked = (places: readonly Place[], { sources = [] }: Entry): readonly string[] => {
    const own = urlsOf(mirrors, places);
    const urls = askedSources(mirrors, places, environment).map(({ url }) => url);
    return [...urls, ...sources.filter((url) => !own.includes(url) && !urls.includes(url))];
  };
  const plain = { platform: "any", project: undefined } as const;
  const jars = Object.entries(lock.jars).map(([key, jar]): MirroredFile => {
    const path = `${LAYOUT.maven}${mavenPath(key)}`;
    const tags = ["jars", key];
    return { ...plain, name: key, tags, path, ...sized(jar), sources: asked(jarPlaces(key), jar) };
  });
  const releases = (["pyspark", "spark"] as const).flatMap((kind) =>
    Object.entries(lock[kind]).map(([version, entry]): MirroredFile => {
      const [name, path] = [`${kind}:${version}`, `${LAYOUT.apache}/spark/spark-${version}/${entry.file}`];
      const sources = asked(sparkPlaces(version, entry.file), entry);
      const project = kind === "pyspark" ? kind : undefined;
      return { ...plain, name, tags: [kind, name], path, ...sized(entry), sources, project };
    }),
  );
  const pythons = Object.entries(lock.python).flatMap(([minor, { release, platforms }]) =>
    (["amd64", "arm64"] as const).map((platform): MirroredFile => {
      const entry = platforms[platform];
      const [tag, path] = [`python:${minor}`, `${LAYOUT.pythonBuildStandalone}/${release}/${entry.file}`];
      const sources = asked(pythonPlaces(release, entry.file), entry);
      const name = `${tag} (${platform})`;
      return { name, tags: ["python", tag], platform, path, ...sized(entry), sources, project: undefined };
    }),
  );
  const all = [...jars, ...releases, ...pythons, ...wheelsOf(lock)];
  return [...new Map(all.map((file) => [file.path, file])).values()];
}

function wheelsOf({ wheels }: Lock): readonly MirroredFile[] {
  return Object.values(wheels).flatMap((packages) =>
    Object.entries(packages).flatMap(([project, { version, groups, files }]) =>
      files.map((wheel): MirroredFile => ({
        name: `${project} ${version} (${wheel.platform})`,
        tags: ["wheels", ...groups, project],
        platform: wheel.platform,
        path: `${LAYOUT.wheels}/${wheel.file}`,
        ...sized(wheel),
        sources: wheel.sources ?? [],
        project,
      })),
    ),
  );
}

function sized(entry: Entry & ({ readonly sha256: string } | { readonly sha512: string })) {
  const checksum = "sha512" in entry ? sha512(entry.sha512) : sha256(entry.sha256);
  return { checksum, size: entry.size, isUnverified: isUnverified(entry.verified) };
}
