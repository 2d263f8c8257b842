import type { Matrix } from "../model/matrix";
import type { Settings } from "../model/project";
import matrixSchema from "../../schema/matrix.schema.json";

const { images, mirrors } = matrixSchema.properties;

/** Fills in the defaults that the schema states. */
export function resolveSettings(matrix: Matrix): Settings {
  const written = matrix.mirrors ?? {};
  return {
    registry: matrix.images.registry ?? images.properties.registry.default,
    namePrefix: matrix.images.namePrefix ?? images.properties.namePrefix.default,
    tag: matrix.images.tag ?? images.properties.tag.default,
    source: matrix.images.source,
    syntax: matrix.images.syntax ?? "",
    debianRelease: matrix.debian.release,
    debianImage: matrix.debian.image,
    mirrors: {
      apache: written.apache ?? mirrors.properties.apache.default,
      apacheArchive: written.apacheArchive ?? mirrors.properties.apacheArchive.default,
      maven: written.maven ?? mirrors.properties.maven.default,
      nvidiaMaven: written.nvidiaMaven ?? mirrors.properties.nvidiaMaven.default,
      postgresql: written.postgresql ?? mirrors.properties.postgresql.default,
      pythonBuildStandalone:
        written.pythonBuildStandalone ?? mirrors.properties.pythonBuildStandalone.default,
      pythonIndex: written.pythonIndex ?? mirrors.properties.pythonIndex.default,
    },
  };
}

/** Reference of an image of this project, such as `registry.example.com/spark-k8s-jdk-17:latest-variant`. */
export function referenceOf({ registry, namePrefix, tag }: Settings, name: string, variant = ""): string {
  return `${registry ? `${registry}/` : ""}${namePrefix}${name}:${tag}${variant ? `-${variant}` : ""}`;
}
