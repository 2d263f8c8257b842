import type { Knowledge } from "../model/knowledge";
import type { Matrix, Platform } from "../model/matrix";
import type { ResolvedMirrors, Settings } from "../model/project";
import matrixSchema from "../../schema/matrix.schema.json";

const { images, mirrors } = matrixSchema.properties;

/** Fills in the defaults that the schema states. */
export function resolveSettings(matrix: Matrix, { os }: Knowledge): Settings {
  const { registry, namePrefix, tag, platforms } = images.properties;
  const number = os.releases.find(({ release }) => release === matrix.debian.release)?.version;
  return {
    registry: registry.default,
    namePrefix: namePrefix.default,
    tag: tag.default,
    platforms: platforms.default as readonly Platform[],
    syntax: "",
    ...matrix.images,
    java: matrix.java.version,
    debianRelease: matrix.debian.release,
    debian: `Debian ${number ?? matrix.debian.release}`,
    debianImage: matrix.debian.image,
    mirrors: { ...defaultMirrors(), ...matrix.mirrors },
  };
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
