import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { jarPlaces, mavenPath, sparkPlaces } from "../../commands/lock/sources";
import type { Lock, SparkDistribution, WheelPackage } from "../../src/model/lock";
import type { ResolvedMirrors } from "../../src/model/project";
import { hash, jarOf, pomOf } from "./lock-project";
import type { SourceServer } from "./source-server";
import { archiveOf } from "./spark-archive";

/**
 * How PKG-INFO of PySpark's source packages names the licence, and whether a LICENSE lies beside it: read from the files
 * of these releases at the package index. Of others, the form of the newest is taken.
 */
const PYSPARK: Readonly<Record<string, { readonly info: string; readonly hasLicense: boolean }>> = {
  "3.5.7": { info: "License: http://www.apache.org/licenses/LICENSE-2.0", hasLicense: false },
  "3.5.8": { info: "License: http://www.apache.org/licenses/LICENSE-2.0", hasLicense: false },
  "4.1.0": { info: "License: Apache-2.0", hasLicense: false },
  "4.1.1": { info: "License: Apache-2.0", hasLicense: false },
  "4.1.2": { info: "License: Apache-2.0", hasLicense: false },
  "4.2.0": { info: "License: Apache-2.0", hasLicense: true },
};
const NEWEST = { info: "License: Apache-2.0", hasLicense: true };
const LICENSE = "Apache License\n  Version 2.0, January 2004";

/** Paths of a server's mirrors, as the matrix of a test names them. */
export function mirrorsAt(url: string): ResolvedMirrors {
  return {
    apache: `${url}/closer`,
    apacheArchive: `${url}/archive`,
    maven: `${url}/maven`,
    nvidiaMaven: `${url}/nvidia`,
    postgresql: `${url}/postgresql`,
    pythonBuildStandalone: `${url}/python`,
    pythonIndex: `${url}/simple`,
  };
}

/** Serves what a lock records of its releases, in files that are made here. */
export async function serveReleases(server: SourceServer, lock: Lock): Promise<void> {
  serveJars(server, lock);
  await serveSpark(server, lock);
  for (const { release, platforms } of Object.values(lock.python)) {
    for (const { file } of Object.values(platforms))
      server.at(`/python/${release}/${file.replace("+", "%2B")}`, gzipSync(file));
  }
  for (const reference of Object.keys(lock.images ?? {}))
    server.at(`/v2/${reference.replace(/:([^:]*)$/, "/manifests/$1")}`, JSON.stringify({ reference }));
  serveWheelsOf(server, lock);
}

/** Jars at the last of their places, and POMs with the licences of the lock. */
function serveJars(server: SourceServer, { jars }: Lock): void {
  const mirrors = mirrorsAt("");
  for (const [coordinates, { license }] of Object.entries(jars)) {
    const place = jarPlaces(coordinates).at(-1);
    if (place) server.at(`${mirrors[place.mirror]}${place.path}`, jarOf(coordinates));
    const [, artifact = "", version = ""] = coordinates.split(":");
    const pom = license === "NOASSERTION" ? pomOf() : pomOf(license);
    server.at(`/maven${mavenPath(coordinates, `${artifact}-${version}.pom`)}`, pom);
  }
}

/** Distributions in Apache's archive, and PySpark's source packages in the package index. */
async function serveSpark(server: SourceServer, lock: Lock): Promise<void> {
  for (const [version, distribution] of Object.entries(lock.spark)) {
    const place = sparkPlaces(version, distribution.file).at(-1);
    server.at(`/archive${place?.path}`, await distributionOf(version, distribution));
  }
  const packages = Object.entries(lock.pyspark).map(async ([version, { py4j }]) => {
    const jars = lock.spark[version]?.jars?.files ?? {};
    const bytes = await sourcePackageOf(version, py4j, jars);
    const filename = `pyspark-${version}.tar.gz`;
    server.at(`/files/${filename}`, bytes);
    return { filename, sha256: hash("sha256", bytes), size: bytes.length };
  });
  serveProject(server, "pyspark", await Promise.all(packages));
}

function distributionOf(version: string, { py4j, jars }: SparkDistribution): Promise<Buffer> {
  const names = Object.keys(jars?.files ?? {});
  return archiveOf(`spark-${version}-bin-hadoop3`, {
    LICENSE,
    ...Object.fromEntries(names.map((name) => [`jars/${name}`, name])),
    [`python/lib/py4j-${py4j}-src.zip`]: "py4j",
  });
}

function sourcePackageOf(version: string, py4j: string, jars: Readonly<Record<string, string>>) {
  const { info, hasLicense } = PYSPARK[version] ?? NEWEST;
  return archiveOf(`pyspark-${version}`, {
    "PKG-INFO": `Metadata-Version: 2.1\nName: pyspark\nVersion: ${version}\n${info}\n`,
    ...(hasLicense ? { LICENSE } : {}),
    ...Object.fromEntries(Object.keys(jars).map((name) => [`deps/jars/${name}`, name])),
    [`lib/py4j-${py4j}-src.zip`]: "py4j",
  });
}

interface ListedFile {
  readonly filename: string;
  readonly sha256: string;
  readonly size: number | null;
  /** Where its metadata lie beside it. */
  readonly metadata?: string;
}

/** A project's page in the JSON of PEP 691, its metadata beside the files as PEP 658 says. */
function serveProject(server: SourceServer, name: string, files: readonly ListedFile[]): void {
  const listed = files.map(({ filename, sha256, size, metadata }) => {
    const url = `/files/${filename}`;
    if (metadata !== undefined) server.at(`${url}.metadata`, metadata);
    const core = metadata === undefined ? {} : { "core-metadata": { sha256: hash("sha256", metadata) } };
    return { filename, url, hashes: { sha256 }, ...(size === null ? {} : { size }), ...core };
  });
  const body = JSON.stringify({ meta: { "api-version": "1.0" }, name, files: listed });
  server.at(`/simple/${name}/`, { body, headers: { "content-type": "application/vnd.pypi.simple.v1+json" } });
}

/** Wheels with the checksums of the lock: their metadata are all that is asked for. */
function serveWheelsOf(server: SourceServer, { wheels }: Lock): void {
  const pythons = Object.entries(wheels);
  const names = new Set(pythons.flatMap(([, packages]) => Object.keys(packages)));
  for (const name of names) {
    const files = pythons.flatMap(([, packages]) => {
      const locked = packages[name];
      const metadata = locked && metadataOf(name, locked, pythons);
      return (locked?.files ?? []).map(({ file, sha256, size }) => ({
        filename: file,
        sha256,
        size,
        metadata,
      }));
    });
    const distinct = [...new Map(files.map((file) => [file.filename, file])).values()];
    serveProject(server, name, distinct as readonly ListedFile[]);
  }
}

/** Metadata that need, on each Python, what the lock says that the package requires there. */
function metadataOf(
  name: string,
  { version, license }: WheelPackage,
  pythons: readonly (readonly [string, Lock["wheels"][string]])[],
): string {
  const needs = pythons.flatMap(([python, packages]) =>
    packages[name]?.version === version
      ? Object.entries(packages).flatMap(([other, { requiredBy }]) =>
          requiredBy.includes(name) ? [`Requires-Dist: ${other} ; python_version == "${python}"`] : [],
        )
      : [],
  );
  const lines = ["Metadata-Version: 2.4", `Name: ${name}`, `Version: ${version}`];
  const licenses = license === "NOASSERTION" ? [] : [`License-Expression: ${license}`];
  return [...lines, ...licenses, ...needs, ""].join("\n");
}

/** A uv that knows the builds of CPython that a lock has, and does all else as the real one does. */
export async function uvWithBuilds(uv: string, folder: string, { python }: Lock): Promise<string> {
  const script = join(folder, "uv");
  const cases = Object.entries(python).map(([minor, { version, release }]) => {
    const url = `https://example.com/cpython-${version}%2B${release}-x86_64-unknown-linux-gnu-install_only_stripped.tar.gz`;
    return `"python list "*" ${minor}") echo '${JSON.stringify([{ url: url.replace("cpython", `${release}/cpython`) }])}' ;;`;
  });
  await writeFile(script, `#!/bin/sh\ncase "$*" in\n${cases.join("\n")}\n*) exec '${uv}' "$@" ;;\nesac\n`);
  await chmod(script, 0o755);
  return script;
}
