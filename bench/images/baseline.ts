import { join } from "node:path";
import { mavenPath } from "../../harness/artifacts/maven";
import type { OpenProject } from "../../harness/project";
import type { Supply } from "../../harness/supply";
import type { ImageFolder, LockedJar, RuntimeFolder, SparkCoreFolder } from "../../src/model/project";
import type { TimedImage } from "./timed-build";

const HERE = join(__dirname, "baseline");

/** Every build argument that a supply gives for the builds of a project. */
type Given = Readonly<Record<string, string>>;

/** Reference of the image that a folder's image is compared with. */
export function baselineOf({ name }: Pick<ImageFolder, "name">, tag: string): string {
  return `spark-bench-baseline-${name}:${tag}`;
}

/**
 * The images that runtimes are compared with, the Sparks first: what the official images of Apache Spark would make of
 * the same distribution, Python, wheels and jars, from the same downloads.
 *
 * @param references of images, the runtimes among which are compared with something; the images they need are there too
 * @param tag tells apart the images of two matrices
 */
export async function baselineImages(
  { project, builds }: OpenProject,
  references: readonly string[],
  supply: Supply,
  tag: string,
): Promise<readonly TimedImage[]> {
  const asked = builds.filter(({ image }) => references.includes(image));
  const inputs = await Promise.all(asked.map((build) => supply.prepare(build)));
  const given = Object.assign({}, ...inputs.map((input) => input.arguments)) as Given;
  const paths = new Set(asked.map(({ folder }) => folder));
  const folders = project.folders.filter(({ path }) => paths.has(path));
  const jdk = folders.find(({ kind }) => kind === "jdk")?.variants[0]?.reference ?? "";
  return [
    ...folders.flatMap((folder) =>
      folder.kind === "spark-core" ? [coreImage(folder, jdk, given, tag)] : [],
    ),
    ...folders.flatMap((folder) =>
      folder.kind === "runtime" ? [runtimeImage(folder, folders, given, tag)] : [],
    ),
  ];
}

function coreImage(core: SparkCoreFolder, jdk: string, given: Given, tag: string): TimedImage {
  const spark = `${given["APACHE_URL"]}/spark/spark-${core.spark}/${core.distribution.file}`;
  return {
    reference: baselineOf(core, tag),
    words: words("core", baselineOf(core, tag), core.path, { BASE_IMAGE: jdk, SPARK_URL: spark }),
  };
}

function runtimeImage(
  runtime: RuntimeFolder,
  folders: readonly ImageFolder[],
  given: Given,
  tag: string,
): TimedImage {
  const core = folders.find((folder) => folder.kind === "spark-core" && folder.spark === runtime.spark);
  const deps = folders.find((folder) => folder.kind === "python-deps" && folder.minor === runtime.python);
  const jars = jarsOf(runtime, folders).map((jar) => `${given["MAVEN_URL"]}/${mavenPath(jar)}`);
  const python: Given = deps
    ? {
        PYTHON_URL: pythonUrl(given),
        PIP_INDEX_URL: given["PIP_INDEX_URL"] ?? "",
        REQUIREMENTS: runtime.groups.map(({ name }) => `requirements-${name}.txt`).join(" "),
      }
    : {};
  const reference = baselineOf(runtime, tag);
  const all = { BASE_IMAGE: core ? baselineOf(core, tag) : "", JAR_URLS: jars.join(" "), ...python };
  return { reference, words: words("runtime", reference, deps?.path ?? runtime.path, all) };
}

function jarsOf(runtime: RuntimeFolder, folders: readonly ImageFolder[]): readonly LockedJar[] {
  const has = (layer: string): boolean => (runtime.layers as readonly string[]).includes(layer);
  return [
    ...runtime.drivers.map(({ jar }) => jar),
    ...(runtime.hadoopAws?.jars ?? []),
    ...folders.flatMap((folder) => {
      if (folder.kind === "jars-iceberg" && has("jars-iceberg"))
        return [
          ...folder.lines.filter(({ line }) => runtime.spark.startsWith(`${line}.`)).map(({ jar }) => jar),
          folder.bundle,
        ];
      if (folder.kind === "jars-rapids" && has("jars-rapids"))
        return folder.builds.filter(({ sparks }) => sparks.includes(runtime.spark)).map(({ jar }) => jar);
      return [];
    }),
  ];
}

function pythonUrl(given: Given): string {
  const { PYTHON_BUILD_STANDALONE_URL: url, PYTHON_RELEASE: release, PYTHON_VERSION: version } = given;
  return `${url}/${release}/cpython-${version}%2B${release}-x86_64-unknown-linux-gnu-install_only_stripped.tar.gz`;
}

function words(
  kind: "core" | "runtime",
  reference: string,
  context: string,
  given: Given,
): readonly string[] {
  return [
    "build",
    "--progress",
    "plain",
    "--network",
    "host",
    ...Object.entries(given).flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]),
    "--file",
    join(HERE, `${kind}.Dockerfile`),
    "--tag",
    reference,
    context,
  ];
}
