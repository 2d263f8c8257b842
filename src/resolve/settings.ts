import type { Knowledge } from "../model/knowledge";
import type { Lock } from "../model/lock";
import type { Matrix, Platform } from "../model/matrix";
import type { ResolvedMirrors, Settings } from "../model/project";
import matrixSchema from "../../schema/matrix.schema.json";
import { pinnedReference } from "./upstream-image";

const { images, java: javaSchema, mirrors } = matrixSchema.properties;

/** Fills in the defaults that the schema states. */
export function resolveSettings(matrix: Matrix, lock: Lock, knowledge: Knowledge): Settings {
  const { os, trims } = knowledge;
  const { registry, namePrefix, tag } = images.properties;
  const number = os.releases.find(({ release }) => release === matrix.debian.release)?.version;
  return {
    registry: registry.default,
    namePrefix: namePrefix.default,
    tag: tag.default,
    syntax: "",
    ...matrix.images,
    platforms: resolvePlatforms(matrix),
    java: matrix.java.version,
    linesWithArchive: linesWithArchive(matrix, knowledge),
    debianRelease: matrix.debian.release,
    debian: `Debian ${number ?? matrix.debian.release}`,
    debianSnapshot: matrix.debian.snapshot ?? "",
    debianArchive: matrix.mirrors?.debianSnapshot ?? mirrors.properties.debianSnapshot.default,
    debianImage: pinnedReference(lock, matrix.debian.image),
    mirrors: resolveMirrors(matrix),
    trims: trims.trims.filter(({ name }) => !matrix.keep?.includes(name)),
  };
}

/** Where the matrix does not switch it off: the lines that it was tried with on the matrix's Java. */
function linesWithArchive({ java }: Matrix, { spark }: Knowledge): readonly string[] {
  if (!(java.classDataSharing ?? javaSchema.properties.classDataSharing.default)) return [];
  return spark.classDataSharing.filter((row) => row.java === java.version).map(({ line }) => line);
}

/** Platforms that the images are for, filled in where the matrix leaves them out. */
export function resolvePlatforms(matrix: Matrix): readonly Platform[] {
  return matrix.images.platforms ?? (images.properties.platforms.default as readonly Platform[]);
}

/** Where downloads come from, every default filled in. */
export function resolveMirrors(matrix: Matrix): ResolvedMirrors {
  const { debianSnapshot: _, ...set } = matrix.mirrors ?? {};
  return { ...defaultMirrors(), ...set };
}

function defaultMirrors(): ResolvedMirrors {
  const { properties } = mirrors;
  return {
    apache: properties.apache.default,
    apacheArchive: properties.apacheArchive.default,
    maven: properties.maven.default,
    nvidiaMaven: properties.nvidiaMaven.default,
    postgresql: properties.postgresql.default,
    pythonBuildStandalone: properties.pythonBuildStandalone.default,
    pythonIndex: properties.pythonIndex.default,
  };
}

/** Reference of an image of this project, such as `registry.example.com/spark-k8s-jdk-17:latest-variant`. */
export function referenceOf({ registry, namePrefix, tag }: Settings, name: string, variant = ""): string {
  return `${registry ? `${registry}/` : ""}${namePrefix}${name}:${tag}${variant ? `-${variant}` : ""}`;
}
