import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { argumentDefault, declaredArguments, readNeeds } from "../../harness/needs";
import type { Plan } from "../../src/plan";
import { aBuild } from "./a-build";
import { temporaryFolder } from "./temporary-folder";

const digits = (digit: string, length = 64) => digit.repeat(length);

const LOCK = {
  python: {
    "3.10": { platforms: { amd64: { sha256: digits("c") } } },
    "3.11": { platforms: { amd64: { sha256: digits("d") } } },
  },
  spark: { "3.5.8": { sha512: digits("1", 128) }, "4.1.1": { sha512: digits("2", 128) } },
  pyspark: {
    "3.5.8": { sha256: digits("3"), size: 1, file: "a" },
    "4.1.1": { sha256: digits("4"), size: 1, file: "b" },
  },
  jars: {
    "org.postgresql:postgresql:42.7.1": { file: "postgresql-42.7.1.jar", sha256: digits("5"), size: 1 },
    "com.nvidia:rapids:1": { file: "rapids-1.jar", sha256: digits("6"), size: 1 },
  },
  wheels: {
    "3.10": {
      numpy: {
        version: "1.26.4",
        groups: ["base", "gpu", "iceberg"],
        files: [
          {
            file: "numpy-x86_64.whl",
            platform: "amd64",
            sha256: digits("7"),
            size: 1,
          },
          {
            file: "numpy-aarch64.whl",
            platform: "arm64",
            sha256: digits("8"),
            size: 1,
          },
        ],
      },
      pyiceberg: {
        version: "0.12.0",
        groups: ["iceberg"],
        files: [
          {
            file: "pyiceberg.whl",
            platform: "any",
            sha256: digits("9"),
            size: 1,
          },
        ],
      },
      cudf: {
        version: "25.10",
        groups: ["gpu"],
        files: [
          {
            file: "cudf.whl",
            platform: "amd64",
            sha256: digits("a"),
            size: 1,
          },
        ],
      },
    },
    "3.11": {
      pyiceberg: {
        version: "0.12.0",
        groups: ["iceberg"],
        files: [{ file: "pyiceberg.whl", platform: "any", sha256: digits("9"), size: 1 }],
      },
      numpy: {
        version: "2.3.1",
        groups: ["base"],
        files: [{ file: "numpy-cp311.whl", platform: "amd64", sha256: digits("b"), size: 1 }],
      },
    },
  },
} as unknown as Plan["lock"];

/** What the build of a folder with these files needs. */
async function needsOf(files: Record<string, string>, buildArguments: Record<string, string> = {}) {
  const root = await temporaryFolder();
  const build = aBuild("folder", { arguments: buildArguments });
  await mkdir(join(root, build.folder), { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, build.folder, name), text);
  return readNeeds(root, build, LOCK);
}

test("build arguments are found in every stage, with and without a default", () => {
  const dockerfile = [
    "ARG DEBIAN_IMAGE=debian:bookworm-slim",
    "FROM ${DEBIAN_IMAGE} AS fetch",
    "ARG MAVEN_URL",
    "# ARG COMMENTED=1",
    "RUN <<EOT",
    "ARG=1 IN_A_SCRIPT=1",
    "EOT",
    'ARG SPARK_SHA512="00"',
  ];
  expect([...declaredArguments(dockerfile.join("\n"))]).toEqual([
    "DEBIAN_IMAGE",
    "MAVEN_URL",
    "SPARK_SHA512",
  ]);
});

test("a build argument has the first default that the Dockerfile gives it", () => {
  const dockerfile =
    "ARG SPARK_VERSION=4.1.1\nFROM a\nARG SPARK_VERSION\nARG OTHER\nARG LATER\nARG LATER=1\n";
  const defaults = ["SPARK_VERSION", "OTHER", "LATER", "ABSENT"].map((name) =>
    argumentDefault(dockerfile, name),
  );
  expect(defaults).toEqual(["4.1.1", undefined, "1", undefined]);
});

test("a folder needs the artifacts whose checksums its files name, and no others", async () => {
  const needs = await needsOf({
    Dockerfile: `FROM a\nARG SPARK_SHA512=${digits("2", 128)}\n`,
    "jars.txt": `${digits("5")}  postgresql-42.7.1.jar\n`,
    "requirements.txt": `pyspark==4.1.1 --hash=sha256:${digits("4")}\n`,
  });
  expect(needs.spark).toBe("4.1.1");
  expect(needs.jars.map(({ coordinates }) => coordinates)).toEqual(["org.postgresql:postgresql:42.7.1"]);
  expect(needs.pyspark.map(({ version }) => version)).toEqual(["4.1.1"]);
  expect(needs.wheels).toEqual([]);
});

test.each([
  [{}, ["numpy-x86_64.whl"]],
  [{ BUILD_ICEBERG_DEPS: "true" }, ["numpy-x86_64.whl", "pyiceberg.whl"]],
  [{ BUILD_GPU_DEPS: "true", BUILD_ICEBERG_DEPS: "false" }, ["numpy-x86_64.whl", "cudf.whl"]],
])("with %j a Dockerfile that installs wheels needs %j", async (buildArguments, expected) => {
  const named = ["7", "8", "9", "a"].map((digit) => `some==1 --hash=sha256:${digits(digit)}\n`).join("");
  const files = { Dockerfile: "FROM a\nARG PIP_INDEX_URL=\n", "requirements.txt": named };
  const { wheels } = await needsOf(files, buildArguments);
  expect(wheels.map(({ file }) => file)).toEqual(expected);
});

test("a Dockerfile that names no artifact needs none", async () => {
  expect(await needsOf({ Dockerfile: "FROM a\n" })).toEqual({
    declared: new Set(),
    debian: undefined,
    python: undefined,
    spark: undefined,
    pyspark: [],
    jars: [],
    wheels: [],
  });
});

test("wheels are those of the Python that the folder's checksums belong to", async () => {
  const files = {
    Dockerfile: "FROM a\nARG PIP_INDEX_URL=\n",
    "requirements.txt": `numpy==2.3.1 --hash=sha256:${digits("b")}\n`,
  };
  const { wheels } = await needsOf(files, { BUILD_ICEBERG_DEPS: "true" });
  expect(wheels.map(({ file, python }) => [file, python])).toEqual([["numpy-cp311.whl", "3.11"]]);
});

test("a Dockerfile needs the Debian and the Python that it names", async () => {
  const dockerfile = `ARG DEBIAN_IMAGE=debian:trixie-slim\nFROM a\nARG PYTHON_AMD64_SHA256=${digits("d")}\n`;
  const { debian, python } = await needsOf({ Dockerfile: dockerfile });
  expect({ debian, python }).toEqual({ debian: "debian:trixie-slim", python: "3.11" });
});

test("a build outside the project is read where it is", async () => {
  const [root, elsewhere] = [await temporaryFolder(), await temporaryFolder()];
  await writeFile(join(elsewhere, "Dockerfile"), "ARG DEBIAN_IMAGE=debian:bookworm-slim\nFROM a\n");
  const { debian } = await readNeeds(root, { ...aBuild("server"), folder: elsewhere }, LOCK);
  expect(debian).toBe("debian:bookworm-slim");
});
