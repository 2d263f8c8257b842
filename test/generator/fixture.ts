import { join } from "node:path";
import { check } from "../../src/check/check";
import { KNOWLEDGE } from "../../src/model/knowledge";
import { formatProblem } from "../../src/model/problem";
import { parse } from "../../src/parse/parse";
import { generate } from "../../src/pipeline";
import type { RenderedFile } from "../../src/render/file";
import { readTemplates } from "../../src/render/templates";

/** A JSON value that a test may change. */
// oxlint-disable-next-line typescript/no-explicit-any -- a test puts values of any type into a file
export type Json = any;

/** Root of the project. */
export const ROOT = join(__dirname, "../..");

/** The templates of the project. */
export const TEMPLATES = readTemplates(join(ROOT, "templates"));

const sha256 = (digit: string): string => digit.repeat(64);
const verified = { by: "download" };

/** Lock entry of a jar: its checksum is no real one. */
export function jarEntry(file: string, digit: string): Json {
  return { file, sha256: sha256(digit), size: 1, license: "Apache-2.0", verified };
}

/** Lock entry of a Spark distribution: its checksum is no real one. */
export function sparkEntry(version: string, scala: string): Json {
  return {
    file: `spark-${version}-bin-hadoop3.tgz`,
    sha512: "5".repeat(128),
    size: null,
    scala,
    hadoop: scala === "2.12" ? "3.3.4" : "3.4.2",
    py4j: "0.10.9.9",
    license: "Apache-2.0",
    verified: { by: "published", source: "a page" },
  };
}

/** Lock entry of a Python package: its checksum is no real one. */
export function wheelEntry(version: string, groups: string[], requiredBy: string[] = []): Json {
  const file = {
    file: `some-${version}-py3-none-any.whl`,
    platform: "any",
    sha256: sha256("9"),
    size: 1,
    verified,
  };
  return { version, groups, requiredBy, license: "MIT", files: [file] };
}

/** A small matrix that has each kind of image. */
export function smallMatrix(): Json {
  return {
    images: { source: "https://git.example.com/images" },
    debian: { release: "bookworm", image: "debian:bookworm-slim" },
    java: { version: 17 },
    python: {
      version: "3.10",
      pyspark: "4.1.1",
      base: ["pandas>=2.2,<3"],
      gpu: ["cudf-cu12"],
      iceberg: ["pyiceberg"],
    },
    cuda: { version: "12.1", image: "nvidia/cuda:12.1.1-runtime-ubuntu22.04" },
    spark: ["3.5.8", "4.1.1"],
    jdbc: { postgresql: "42.7.1" },
    iceberg: { version: "1.12.0" },
    rapids: { version: "26.08.1" },
    runtimes: [
      { spark: "all", layers: ["python-deps", "jdbc-drivers", "jars-iceberg"], pythonGroups: ["iceberg"] },
      { spark: ["4.1.1"], variant: "gpu", layers: ["python-deps", "jars-rapids"], pythonGroups: ["gpu"] },
    ],
  };
}

/** The lock of {@link smallMatrix}, with Spark 4.1.0 and 4.1.2 beside. */
export function smallLock(): Json {
  const python = (machine: string, digit: string): Json => ({
    file: `cpython-3.10.21+20260814-${machine}-unknown-linux-gnu-install_only_stripped.tar.gz`,
    sha256: sha256(digit),
    size: null,
    verified,
  });
  return {
    spark: {
      "3.5.8": sparkEntry("3.5.8", "2.12"),
      "4.1.0": sparkEntry("4.1.0", "2.13"),
      "4.1.1": sparkEntry("4.1.1", "2.13"),
      "4.1.2": sparkEntry("4.1.2", "2.13"),
    },
    pyspark: {
      "4.1.1": {
        file: "pyspark-4.1.1.tar.gz",
        sha256: sha256("8"),
        size: 1,
        py4j: "0.10.9.9",
        license: "Apache-2.0",
        verified,
      },
    },
    python: {
      "3.10": {
        version: "3.10.21",
        release: "20260814",
        license: "PSF-2.0",
        platforms: { amd64: python("x86_64", "6"), arm64: python("aarch64", "7") },
      },
    },
    jars: {
      "org.postgresql:postgresql:42.7.1": jarEntry("postgresql-42.7.1.jar", "1"),
      "org.apache.iceberg:iceberg-spark-runtime-3.5_2.12:1.12.0": jarEntry(
        "iceberg-spark-runtime-3.5_2.12-1.12.0.jar",
        "2",
      ),
      "org.apache.iceberg:iceberg-spark-runtime-4.1_2.13:1.12.0": jarEntry(
        "iceberg-spark-runtime-4.1_2.13-1.12.0.jar",
        "3",
      ),
      "org.apache.iceberg:iceberg-aws-bundle:1.12.0": jarEntry("iceberg-aws-bundle-1.12.0.jar", "4"),
      "com.nvidia:rapids-4-spark_2.13:26.08.1": jarEntry("rapids-4-spark_2.13-26.08.1.jar", "5"),
    },
    wheels: {
      "3.10": {
        "cudf-cu12": wheelEntry("25.10.0", ["gpu"]),
        numpy: wheelEntry("1.26.4", ["base", "gpu", "iceberg"], ["pandas"]),
        pandas: wheelEntry("2.3.3", ["base", "gpu"], ["cudf-cu12"]),
        py4j: wheelEntry("0.10.9.9", ["base"], ["pyspark"]),
        pyiceberg: wheelEntry("0.12.0", ["iceberg"]),
      },
    },
  };
}

/** A matrix and a lock that a test may change before they are read. */
export interface Files {
  matrix: Json;
  lock: Json;
}

/** Adds a Python to the matrix and the lock, with the packages of Python 3.10. */
export function addPython({ matrix, lock }: Files, minor: string): void {
  const of310 = (value: Json): Json =>
    JSON.parse(JSON.stringify(value).replaceAll("cpython-3.10.21", `cpython-${minor}.1`));
  matrix.python.version = [matrix.python.version, minor].flat();
  lock.python[minor] = { ...of310(lock.python["3.10"]), version: `${minor}.1` };
  lock.wheels[minor] = structuredClone(lock.wheels["3.10"]);
}

/** The small matrix and lock after an edit, as the text of two files. */
export function sources(edit: (files: Files) => void = () => {}) {
  const files = { matrix: smallMatrix(), lock: smallLock() };
  edit(files);
  const text = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value, null, 2));
  return {
    matrix: { file: "matrix.json", text: text(files.matrix) },
    lock: { file: "lock.json", text: text(files.lock) },
  };
}

/** What is wrong after an edit: one line each, without line and column. */
export function problems(edit: (files: Files) => void): string[] {
  return check(parse(sources(edit)), KNOWLEDGE).map((problem) =>
    formatProblem(problem).replace(/:\d+:\d+ /, " "),
  );
}

/** The generated files after an edit, by path. */
export function generated(edit?: (files: Files) => void): ReadonlyMap<string, RenderedFile> {
  return new Map(generate(sources(edit), TEMPLATES).map((file) => [file.path, file]));
}

/** Text of one generated file after an edit. */
export function textOf(path: string, edit?: (files: Files) => void): string {
  const file = generated(edit).get(path);
  if (!file) throw new Error(`not generated: ${path}`);
  return file.content;
}
