import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { MirrorContext } from "../../harness/mirror-context";
import type { Build } from "../../harness/plan";
import type { Provider } from "../../harness/providers";
import { MirrorSupply } from "../../harness/supply";
import { aBuild } from "./a-build";
import { temporaryFolder } from "./temporary-folder";

const LABEL = "io.github.spark-k8s.stand-in";
const EMPTY_LOCK = {
  python: {},
  spark: {},
  pyspark: {},
  jars: {},
  wheels: {},
} as unknown as MirrorContext["lock"];

/** A supply for builds whose Dockerfiles declare these build arguments. */
async function supplyFor(declared: ReadonlyMap<Build, readonly string[]>, providers: readonly Provider[]) {
  const root = await temporaryFolder();
  for (const [{ folder }, names] of declared) {
    await mkdir(join(root, folder), { recursive: true });
    const lines = ["FROM scratch", ...names.map((name) => `ARG ${name}`)];
    await writeFile(join(root, folder, "Dockerfile"), lines.join("\n"));
  }
  const lines: string[] = [];
  const report = (line: string) => lines.push(line);
  const context = {
    root,
    lock: EMPTY_LOCK,
    builds: [...declared.keys()],
    report,
  } as unknown as MirrorContext;
  return Object.assign(new MirrorSupply(context, providers), { lines });
}

/** A provider for Dockerfiles that declare a build argument; it counts how often it works. */
function providerOf(name: string, given: Awaited<ReturnType<Provider["provide"]>>) {
  const calls: string[] = [];
  const provider: Provider = {
    key: ({ declared }) => (declared.has(name) ? name : undefined),
    provide: async () => {
      calls.push(name);
      return given;
    },
  };
  return { calls, provider };
}

const JDK = aBuild("jdk");
const SPARK = aBuild("spark", { parents: ["jdk"] });
const DEBIAN = providerOf("DEBIAN_IMAGE", {
  arguments: { DEBIAN_IMAGE: "stand-in/debian" },
  standIn: "debian, made of packages",
}).provider;

test("a build is given the build arguments that its Dockerfile declares, and no others", async () => {
  const { provider } = providerOf("A_URL", {
    arguments: { A_URL: "http://mirror/a", B_URL: "http://mirror/b" },
  });
  const supply = await supplyFor(new Map([[JDK, ["A_URL", "OTHER"]]]), [provider]);
  expect(await supply.prepare(JDK)).toEqual({
    arguments: { A_URL: "http://mirror/a" },
    labels: {},
    options: ["--network", "host"],
  });
});

test("an image has the stand-ins of its parents and its own in its label", async () => {
  const { provider } = providerOf("SPARK_SHA512", {
    arguments: { SPARK_SHA512: "00" },
    standIn: "spark.tgz, made from PySpark",
  });
  const declared = new Map([
    [JDK, ["DEBIAN_IMAGE"]],
    [SPARK, ["SPARK_SHA512"]],
  ]);
  const supply = await supplyFor(declared, [provider, DEBIAN]);
  expect((await supply.prepare(JDK)).labels).toEqual({ [LABEL]: "debian, made of packages" });
  expect((await supply.prepare(SPARK)).labels).toEqual({
    [LABEL]: "debian, made of packages; spark.tgz, made from PySpark",
  });
  expect(supply.lines.sort()).toEqual([
    "stand-in: debian, made of packages",
    "stand-in: spark.tgz, made from PySpark",
  ]);
});

test("an artifact that several builds need is provided once", async () => {
  const { calls, provider } = providerOf("A_URL", { arguments: {} });
  const declared = new Map([
    [JDK, ["A_URL"]],
    [SPARK, ["A_URL"]],
  ]);
  const supply = await supplyFor(declared, [provider]);
  await Promise.all([supply.prepare(JDK), supply.prepare(SPARK), supply.prepare(SPARK)]);
  expect(calls).toEqual(["A_URL"]);
});

test("an artifact that no build declares is not provided", async () => {
  const { calls, provider } = providerOf("CUDA_IMAGE", { arguments: {} });
  const supply = await supplyFor(new Map([[JDK, []]]), [provider]);
  await supply.prepare(JDK);
  expect(calls).toEqual([]);
});

test("an artifact that cannot be had fails the preparation with its reason", async () => {
  const failing: Provider = {
    key: () => "jars",
    provide: () => Promise.reject(new Error("a.jar has another checksum")),
  };
  const supply = await supplyFor(new Map([[JDK, []]]), [failing]);
  await expect(supply.prepare(JDK)).rejects.toThrow("a.jar has another checksum");
});
