import { lineOf } from "../check/rule";
import type {
  ImageFolder,
  JarsHadoopAwsFolder,
  JarsIcebergFolder,
  JarsRapidsFolder,
  Project,
  Variant,
} from "../model/project";
import { GROUPS, type Group } from "../model/project";
import { EXTRA_ARGUMENTS } from "../resolve/python-deps";
import { cpythonComponent, cudaComponent, debianComponent, jdkComponent } from "./base-components";
import { jarComponent } from "./jar-component";
import type { Component, Platform } from "./component";
import { pythonDepsComponents } from "./python-components";
import { sparkComponents } from "./spark-components";

/** What an image holds, as far as the matrix and the lock name it. */
export interface Inventory {
  readonly folder: ImageFolder;
  readonly variant: Variant;
  readonly platform: Platform;
  /** What an image is built on before what it adds; no two with the same id. */
  readonly components: readonly Component[];
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
    const held = componentsOf(image).map((component) => [component.id, component] as const);
    return {
      folder: image.folder,
      variant: image.variant,
      platform,
      components: [...new Map(held).values()],
    };
  });
}

function imagesOf(project: Project, platform: Platform): readonly Image[] {
  return project.folders.flatMap((folder) =>
    folder.variants.map((variant) => ({ project, folder, variant, platform })),
  );
}

function componentsOf(image: Image): readonly Component[] {
  return [...baseComponents(image), ...ownComponents(image)];
}

/** What the image that this one is built on holds. */
function baseComponents({ project, folder, variant, platform }: Image): readonly Component[] {
  const base = folder.parents.find(({ stage }) => stage === "");
  return base
    ? componentsOf(imageCalled(base.reference, project, platform))
    : [debianComponent(project.settings, variant.reference)];
}

function imageCalled(reference: string, project: Project, platform: Platform): Image {
  const found = imagesOf(project, platform).find(({ variant }) => variant.reference === reference);
  if (!found) throw new Error(`${reference} is a parent and not an image of the project`);
  return found;
}

/** What an image adds to the one that it is built on. */
function ownComponents(image: Image): readonly Component[] {
  const { project, folder, variant, platform } = image;
  const { reference } = variant;
  switch (folder.kind) {
    case "jdk":
      return [jdkComponent(folder, project.settings, reference)];
    case "python":
      return [cpythonComponent(folder, platform, reference)];
    case "cuda":
      return [cudaComponent(folder, reference)];
    case "spark-core":
      return sparkComponents(folder, reference);
    case "python-deps":
      return pythonDepsComponents(folder, groupsOf(variant), platform, reference);
    case "jdbc-drivers":
      return folder.drivers.map(({ jar }) => jarComponent(jar, `/opt/jdbc/${jar.file}`, reference));
    case "jars-hadoop-aws":
      return hadoopAwsJars(folder, variant).map((jar) =>
        jarComponent(jar, `/opt/spark/jars/${jar.file}`, reference),
      );
    case "jars-iceberg":
      return icebergJars(folder, variant).map((jar) =>
        jarComponent(jar, `/opt/spark/jars/${jar.file}`, reference),
      );
    case "jars-rapids":
      return rapidsJars(folder, variant).map((jar) =>
        jarComponent(jar, `/opt/spark/jars/${jar.file}`, reference),
      );
    case "runtime":
      return layerComponents(image);
  }
}

function groupsOf({ arguments: given }: Variant): readonly Group[] {
  return GROUPS.filter((group) => group === "base" || given[EXTRA_ARGUMENTS[group]] === "true");
}

function hadoopAwsJars({ builds, spark }: JarsHadoopAwsFolder, { arguments: given }: Variant) {
  return builds
    .filter(({ sparks }) => sparks.includes(given["SPARK_VERSION"] ?? spark))
    .flatMap(({ jars }) => jars);
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
function layerComponents({ project, folder, platform }: Image): readonly Component[] {
  const groups = folder.kind === "runtime" ? folder.groups.map(({ name }) => `/opt/python/${name}/`) : [];
  return folder.parents
    .filter(({ stage }) => stage !== "")
    .flatMap(({ stage, reference }) => {
      const components = ownComponents(imageCalled(reference, project, platform));
      if (stage !== "python-deps") return components;
      return components.filter(({ path }) => groups.some((group) => path.startsWith(group)));
    });
}
