import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Arg, DockerfileParser } from "dockerfile-ast";
import type { Jar } from "./artifacts/maven";
import type { PysparkSource } from "./artifacts/pyspark";
import type { Wheel } from "./artifacts/wheels";
import type { Build, Plan } from "./plan";

type Lock = Plan["lock"];

/** What a build downloads, read from its Dockerfile's build arguments and the checksums its folder names. */
export interface Needs {
  /** Names of the build arguments that the Dockerfile declares. */
  readonly declared: ReadonlySet<string>;
  /** The image of Debian that it starts from, by default. */
  readonly debian: string | undefined;
  /** The Python whose release it unpacks, major and minor. */
  readonly python: string | undefined;
  /** The Spark version whose distribution it unpacks. */
  readonly spark: string | undefined;
  readonly pyspark: readonly (PysparkSource & { readonly file: string })[];
  readonly jars: readonly Jar[];
  readonly wheels: readonly Wheel[];
}

/** Reads what a build needs. @param root the project's folder */
export async function readNeeds(root: string, build: Build, lock: Lock): Promise<Needs> {
  const folder = resolve(root, build.folder);
  const dockerfile = await readFile(join(folder, "Dockerfile"), "utf8");
  const declared = declaredArguments(dockerfile);
  const text = await readFolder(folder);
  return {
    declared,
    debian: argumentDefault(dockerfile, "DEBIAN_IMAGE"),
    python: Object.entries(lock.python).find(([, { platforms }]) =>
      text.includes(platforms.amd64.sha256),
    )?.[0],
    spark: Object.entries(lock.spark).find(([, { sha512 }]) => text.includes(sha512))?.[0],
    pyspark: Object.entries(lock.pyspark)
      .map(([version, source]) => ({ ...source, version }))
      .filter(({ sha256 }) => text.includes(sha256)),
    jars: Object.entries(lock.jars)
      .map(([coordinates, jar]) => ({ ...jar, coordinates }))
      .filter(({ sha256 }) => text.includes(sha256)),
    wheels: declared.has("PIP_INDEX_URL") ? wheelsOf(lock, groupsOf(build), text) : [],
  };
}

/** The names of the build arguments that a Dockerfile declares, in any stage. */
export function declaredArguments(dockerfile: string): ReadonlySet<string> {
  return new Set(argumentsOf(dockerfile).map(({ name }) => name));
}

/** The value that a Dockerfile gives a build argument where it declares it first; undefined: none. */
export function argumentDefault(dockerfile: string, argument: string): string | undefined {
  return argumentsOf(dockerfile).find(({ name, value }) => name === argument && value)?.value ?? undefined;
}

function argumentsOf(dockerfile: string): { readonly name: string; readonly value: string | null }[] {
  return DockerfileParser.parse(dockerfile)
    .getInstructions()
    .filter((instruction) => instruction instanceof Arg)
    .flatMap((arg) => arg.getProperty() ?? [])
    .map((property) => ({ name: property.getName(), value: property.getValue() }));
}

/** The wheels for linux/amd64 of these groups that a text names by checksum, each once. */
function wheelsOf(lock: Lock, groups: readonly string[], text: string): Wheel[] {
  const wheels = Object.entries(lock.wheels).flatMap(([python, packages]) =>
    Object.entries(packages)
      .filter(([, found]) => found.groups.some((group) => groups.includes(group)))
      .flatMap(([name, { version, files }]) =>
        files
          .filter(({ platform, sha256 }) => platform !== "arm64" && text.includes(sha256))
          .map((file) => ({ ...file, name, version, python })),
      ),
  );
  // Pythons share the wheels that are for any Python.
  return [...new Map(wheels.map((wheel) => [wheel.sha256, wheel])).values()];
}

/** The groups of wheels that a build installs, if it installs any. */
export function groupsOf(build: Build): readonly string[] {
  const isOn = (name: string) => build.arguments[name] === "true";
  return [
    "base",
    ...(isOn("BUILD_GPU_DEPS") ? ["gpu"] : []),
    ...(isOn("BUILD_ICEBERG_DEPS") ? ["iceberg"] : []),
  ];
}

async function readFolder(folder: string): Promise<string> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ name }) => readFile(join(folder, name), "utf8"));
  return (await Promise.all(files)).join("\n");
}
