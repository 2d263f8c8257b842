import { lineOf } from "../check/rule";
import type { ImageFolder, JarsIcebergFolder, JarsRapidsFolder, Project, Variant } from "../model/project";
import { GROUPS, type Group } from "../model/project";
import { EXTRA_ARGUMENTS } from "../resolve/python-deps";
import { cpythonPart, cudaPart, debianPart, jdkPart } from "./base-parts";
import { jarPart } from "./jar-part";
import type { Part, Platform } from "./part";
import { pythonDepsParts } from "./python-parts";
import { sparkParts } from "./spark-parts";

/** What an image holds, as far as the matrix and the lock name it. */
export interface Inventory {
  readonly folder: ImageFolder;
  readonly variant: Variant;
  readonly platform: Platform;
  /** What an image is built on before what it adds; no two with the same id. */
  readonly parts: readonly Part[];
}

/** An image of the project and the platform that it is built for. */
interface Image {
  readonly project: Project;
  readonly folder: ImageFolder;
  readonly variant: Variant;
  readonly platform: Platform;
}

/** The inventory of each image of a project, in the order of the project. */
export function takeInventories(project: Project, platform: Platform): readonly Inventory[] {
  return imagesOf(project, platform).map((image) => {
    // A layer's file takes the place of the one below it.
    const parts = [...new Map(partsOf(image).map((part) => [part.id, part])).values()];
    return { folder: image.folder, variant: image.variant, platform, parts };
  });
}

function imagesOf(project: Project, platform: Platform): readonly Image[] {
  return project.folders.flatMap((folder) =>
    folder.variants.map((variant) => ({ project, folder, variant, platform })),
  );
}

function partsOf(image: Image): readonly Part[] {
  return [...baseParts(image), ...ownParts(image)];
}

/** What the image that this one is built on holds. */
function baseParts({ project, folder, variant, platform }: Image): readonly Part[] {
  const base = folder.parents.find(({ stage }) => stage === "");
  return base
    ? partsOf(imageCalled(base.reference, project, platform))
    : [debianPart(project.settings, variant.reference)];
}

function imageCalled(reference: string, project: Project, platform: Platform): Image {
  const found = imagesOf(project, platform).find(({ variant }) => variant.reference === reference);
  if (!found) throw new Error(`${reference} is a parent and not an image of the project`);
  return found;
}

/** What an image adds to the one that it is built on. */
function ownParts(image: Image): readonly Part[] {
  const { project, folder, variant, platform } = image;
  const { reference } = variant;
  switch (folder.kind) {
    case "jdk":
      return [jdkPart(folder, project.settings, reference)];
    case "python":
      return [cpythonPart(folder, platform, reference)];
    case "cuda":
      return [cudaPart(folder, reference)];
    case "spark-core":
      return sparkParts(folder.spark, folder.distribution, reference);
    case "python-deps":
      return pythonDepsParts(folder, groupsOf(variant), platform, reference);
    case "jdbc-drivers":
      return folder.drivers.map(({ jar }) => jarPart(jar, "/opt/jdbc", reference));
    case "jars-iceberg":
      return icebergJars(folder, variant).map((jar) => jarPart(jar, "/opt/spark/jars", reference));
    case "jars-rapids":
      return rapidsJars(folder, variant).map((jar) => jarPart(jar, "/opt/spark/jars", reference));
    case "runtime":
      return layerParts(image);
  }
}

function groupsOf({ arguments: given }: Variant): readonly Group[] {
  return GROUPS.filter((group) => group === "base" || given[EXTRA_ARGUMENTS[group]] === "true");
}

function icebergJars({ lines, bundle, spark }: JarsIcebergFolder, { arguments: given }: Variant) {
  const chosen = lineOf(given["SPARK_VERSION"] ?? spark);
  return [...lines.filter(({ line }) => line === chosen).map(({ jar }) => jar), bundle];
}

function rapidsJars({ builds, spark }: JarsRapidsFolder, { arguments: given }: Variant) {
  return builds
    .filter(({ sparks }) => sparks.includes(given["SPARK_VERSION"] ?? spark))
    .map(({ jar }) => jar);
}

/** What a runtime image takes out of the images of its layers: of Python packages only its groups. */
function layerParts({ project, folder, platform }: Image): readonly Part[] {
  const groups = folder.kind === "runtime" ? folder.groups.map(({ name }) => `/opt/python/${name}/`) : [];
  return folder.parents
    .filter(({ stage }) => stage !== "")
    .flatMap(({ stage, reference }) => {
      const parts = ownParts(imageCalled(reference, project, platform));
      if (stage !== "python-deps") return parts;
      return parts.filter(({ path }) => groups.some((group) => path.startsWith(group)));
    });
}
