import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { companionsOf } from "../../harness/companions";
import type { Plan } from "../../harness/plan";
import { TestEnvironments } from "../../harness/test-environments";
import { loadPlan } from "../../src/plan";
import { FIXTURE, fixtureTree } from "../fixture-project/fixture-project";
import { aBuild } from "./a-build";
import { temporaryFolder } from "./temporary-folder";

const TREE = fixtureTree();
const NO_LOCK = { python: {}, spark: {}, pyspark: {}, jars: {}, wheels: {} } as unknown as Plan["lock"];
const sha512 = (digit: string) => digit.repeat(128);
const LOCK = {
  ...NO_LOCK,
  spark: { "3.5.8": { sha512: sha512("1") }, "4.1.1": { sha512: sha512("2") } },
} as unknown as Plan["lock"];

/** A project of these Dockerfiles. */
async function project(dockerfiles: Readonly<Record<string, string>>) {
  const root = await temporaryFolder();
  for (const [name, text] of Object.entries(dockerfiles)) {
    await mkdir(join(root, "docker", name), { recursive: true });
    await writeFile(join(root, "docker", name, "Dockerfile"), text);
  }
  return { root, lock: LOCK, builds: Object.keys(dockerfiles).map((name) => aBuild(name)) };
}

const CORES = {
  "spark-a": `FROM a\nARG SPARK_SHA512=${sha512("1")}\n`,
  "spark-b": `FROM a\nARG SPARK_SHA512=${sha512("2")}\n`,
  jars: "ARG SPARK_VERSION=4.1.1\nFROM a\nARG SPARK_VERSION\n",
};
const SPARK = new Set(["SPARK_IMAGE"]);

test("a layer of jars is tested with the core of the Spark that its Dockerfile names", async () => {
  const context = await project(CORES);
  expect(await companionsOf(aBuild("jars"), SPARK, context)).toEqual({
    SPARK_IMAGE: "spark-k8s-spark-b:latest",
  });
});

test("a build argument chooses the Spark", async () => {
  const build = aBuild("jars", { arguments: { SPARK_VERSION: "3.5.8" } });
  expect(await companionsOf(build, SPARK, await project(CORES))).toEqual({
    SPARK_IMAGE: "spark-k8s-spark-a:latest",
  });
});

test("a core that is not of the run is not named", async () => {
  const { "spark-b": _, ...others } = CORES;
  expect(await companionsOf(aBuild("jars"), SPARK, await project(others))).toEqual({});
});

test("a test that asks for no image is given none", async () => {
  expect(await companionsOf(aBuild("jars"), new Set(["OTHER_IMAGE"]), await project(CORES))).toEqual({});
});

test("a test that asks for a Spark that its Dockerfile does not name is an error that names the folder", async () => {
  const context = await project({ ...CORES, jars: "FROM a\n" });
  await expect(companionsOf(aBuild("jars"), SPARK, context)).rejects.toThrow(
    "docker/jars: its test.sh asks for SPARK_IMAGE, but its Dockerfile has no SPARK_VERSION.",
  );
});

test("the CUDA image is tested with the image of CPython, and RAPIDS with the core of its Spark", async () => {
  const { builds, lock } = loadPlan(FIXTURE);
  const servers = { variablesFor: async () => ({}) };
  const environments = new TestEnvironments({ root: TREE, lock, builds }, servers);
  const of = async (folder: string, built: boolean) => {
    const build = builds.find((build) => build.folder.endsWith(`/${folder}`));
    if (build === undefined) throw new Error(`no build of ${folder}`);
    return environments.environmentFor(build, async () => built);
  };
  expect(await of("cuda-12.1", true)).toEqual({ PYTHON_IMAGE: "spark-k8s-python-3.10:latest" });
  expect(await of("cuda-12.1", false)).toEqual({});
  expect(await of("jars-rapids", true)).toEqual({ SPARK_IMAGE: "spark-k8s-spark-4.1.1-core:latest" });
  expect(await of("jdk-17", true)).toEqual({});
});
