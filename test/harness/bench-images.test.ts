import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { baselineImages } from "../../bench/images/baseline";
import { benchProject, otherDriver } from "../../bench/images/bench-project";
import { CompressedSizes } from "../../bench/images/compressed-sizes";
import type { Figures } from "../../bench/images/figures";
import { patchUpgrades, variantMoves, variantOf } from "../../bench/images/moves";
import { type PublishedFigures, pictureOf } from "../../bench/images/picture";
import { pullOf } from "../../bench/images/pulls";
import { imageReaches } from "../../bench/images/reaches";
import { runtimesOf } from "../../bench/images/subject";
import { longest, total } from "../../bench/images/timed-build";
import { isMet } from "../../bench/reach";
import type { Layer, LayeredImage } from "../../harness/layers/layer";
import { openProject } from "../../harness/project";
import type { Supply } from "../../harness/supply";
import { fixtureTree } from "../fixture-project/fixture-project";
import { temporaryFolder } from "./temporary-folder";

const ROOT = resolve(__dirname, "../..");
const TREE = fixtureTree();
const project = openProject(TREE, TREE);
const all = project.builds.map(({ image }) => image);
const runtimes = runtimesOf({ open: project, references: all });

const layer = (name: string): Layer => ({
  digest: name,
  size: 0,
  entries: [],
  removed: [],
  removedAt: [],
  packaged: [],
});
const image = (...layers: string[]): LayeredImage => ({
  reference: "i",
  layers: layers.map(layer),
  madeBy: [],
});

describe("the sizes of compressed layers", () => {
  async function compress(file: string, ...texts: readonly string[]): Promise<readonly string[]> {
    const [sizes, passed] = [new CompressedSizes(file), [] as string[]];
    for (const text of texts) {
      await sizes.watch(digestOf(text), Readable.from([Buffer.from(text)]), async (bytes) => {
        for await (const chunk of bytes) passed.push(Buffer.from(chunk).toString());
        return layer(digestOf(text));
      });
    }
    return passed;
  }
  const digestOf = (text: string): string => `sha256:${createHash("sha256").update(text).digest("hex")}`;
  const text = "spark ".repeat(50_000);

  it("are those of gzip and zstd, whose bytes nobody keeps, and what is read passes unchanged", async () => {
    const file = join(await temporaryFolder(), "sizes", "compressed.json");
    expect(await compress(file, text)).toEqual([text]);
    const { gzip, zstd } = new CompressedSizes(file).of(digestOf(text));
    expect(gzip).toBe(gzipSync(text, { level: 6 }).length);
    expect(zstd).toBeGreaterThan(10);
    expect(zstd).toBeLessThan(gzip);
    expect(() => new CompressedSizes(file).of("sha256:other")).toThrow("sha256:other was not compressed.");
  });
});

describe("what a node pulls", () => {
  it("is the layers that none of its images has", async () => {
    const sizes = { of: (digest: string) => ({ gzip: digest.length, zstd: 1 }) } as CompressedSizes;
    const upgraded = image("base", "common", "spark-new");
    expect(pullOf(upgraded, [image("base", "common", "spark")], sizes)).toEqual({
      layers: 1,
      gzip: 9,
      zstd: 1,
    });
    expect(pullOf(upgraded, [], sizes)).toEqual({ layers: 3, gzip: 19, zstd: 3 });
  });
});

describe("the moves that are measured", () => {
  it("are those of each kind of runtime to the next patch of its Spark line", () => {
    expect(patchUpgrades(runtimes).map(({ what }) => what)).toEqual(["3.5.7 to 3.5.8", "4.1.0 to 4.1.1"]);
    expect(variantMoves(runtimes, "gpu").map(({ from, to }) => [from.name, to.name])).toEqual([
      ["spark-4.1.1-jdk17", "spark-4.1.1-jdk17-gpu"],
    ]);
    expect(runtimes.map(variantOf)).toEqual(["", "", "", "", "gpu", "s3a", "s3a"]);
  });
});

describe("the benchmark's projects", () => {
  it("have the images of the matrix under names of their own, in the same order, with the other driver", async () => {
    const folder = await temporaryFolder();
    const bench = benchProject(TREE, folder, "changed", otherDriver());
    expect(bench.builds.map(({ image }) => image.replace("spark-bench-", "spark-k8s-"))).toEqual(
      all.map((reference) => reference.replace(":latest", ":changed")),
    );
    const drivers = bench.project.folders.flatMap((one) => (one.kind === "jdbc-drivers" ? one.drivers : []));
    expect(drivers.map(({ jar }) => jar.file)).toContain("postgresql-42.7.8.jar");
    expect(drivers.map(({ jar }) => jar.file)).not.toContain("postgresql-42.7.1.jar");
  });

  it("are compared with images that have the same Python, packages and jars in one layer", async () => {
    const given = {
      APACHE_URL: "M/apache",
      MAVEN_URL: "M/maven2",
      PIP_INDEX_URL: "M/simple",
      PYTHON_BUILD_STANDALONE_URL: "M/python",
      PYTHON_RELEASE: "20260814",
      PYTHON_VERSION: "3.10.21",
    };
    const supply: Supply = { prepare: async () => ({ arguments: given, labels: {}, options: [] }) };
    const needed = new Set(["spark-k8s-jdk-17:latest", "spark-k8s-spark-3.5.8-jdk17:latest"]);
    for (const { image, parents } of project.builds.toReversed())
      if (needed.has(image)) parents.forEach((parent) => needed.add(parent));
    const images = await baselineImages(project, [...needed], supply, "t");
    expect(images.map(({ reference }) => reference)).toEqual([
      "spark-bench-baseline-spark-3.5.8-core:t",
      "spark-bench-baseline-spark-3.5.8-jdk17:t",
    ]);
    const [core, runtime] = images.map(({ words }) => words);
    expect(core).toContain("SPARK_URL=M/apache/spark/spark-3.5.8/spark-3.5.8-bin-hadoop3.tgz");
    expect(core).toContain("BASE_IMAGE=spark-k8s-jdk-17:latest");
    expect(runtime).toContain("REQUIREMENTS=requirements-base.txt requirements-iceberg.txt");
    const jars = runtime?.find((word) => word.startsWith("JAR_URLS=")) ?? "";
    expect(jars.split(" ").map((url) => url.split("/").at(-1))).toEqual([
      "postgresql-42.7.1.jar",
      "mysql-connector-j-8.2.0.jar",
      "ojdbc11-21.11.0.0.jar",
      "mssql-jdbc-12.4.2.jre11.jar",
      "vertica-jdbc-12.0.4-0.jar",
      "iceberg-spark-runtime-3.5_2.12-1.12.0.jar",
      "iceberg-aws-bundle-1.12.0.jar",
    ]);
  });
});

describe("the figures", () => {
  const pull = (what: string, own: number, baseline: number) => ({
    what,
    own: { layers: 1, gzip: own, zstd: own },
    baseline: { layers: 1, gzip: baseline, zstd: baseline },
    ownOverBaseline: own / baseline,
  });
  const both = { own: 1, baseline: 2 };
  const figures: Figures = {
    machine: "m",
    changedDriver: "postgresql 1 to 2",
    images: { own: [], baseline: [] },
    storage: {
      own: { stored: 103, distinct: 100, storedOverDistinct: 1.03 },
      baseline: { stored: 2, distinct: 1, storedOverDistinct: 2 },
    },
    storedOverDistinct: 1.03,
    pulls: {
      first: [pull("spark<1>", 4e8, 5e8)],
      patchUpgrade: [pull("1 to 2", 1e8, 4e8)],
      gpu: [],
      newDriver: [pull("a", 1e6, 4e8)],
    },
    patchUpgradePullOverBaseline: { "1 to 2": 0.25 },
    seconds: { cold: both, warm: both, warmLongest: both, changedDriver: both, addedPatch: [] },
    layersOfChangedDriver: 1,
  };

  it("reach what they have to, up to the limit, and fail above it", () => {
    expect(imageReaches(figures).every(isMet)).toBe(true);
    const missed = (change: Partial<Figures>): readonly string[] =>
      imageReaches({ ...figures, ...change })
        .filter((reach) => !isMet(reach))
        .map(({ claim }) => claim);
    expect(missed({ storedOverDistinct: 1.051 })).toEqual([
      "all layers take as many bytes as all distinct files",
    ]);
    expect(missed({ patchUpgradePullOverBaseline: { "1 to 2": 0.251 } })).toEqual([
      "a node pulls from 1 to 2, of what it pulls for the baseline",
    ]);
    expect(missed({ layersOfChangedDriver: 2 })).toEqual([
      "layers that are new after one driver was changed",
    ]);
    const slow = { ...figures.seconds, warmLongest: { own: 2.1, baseline: 1 } };
    expect(missed({ seconds: slow })).toEqual(["the longest that an image takes to build again"]);
  });

  const provenance = {
    commit: "0123456789abcdef",
    date: "2026-11-30",
    command: "npm run -s bench:images -- --publish",
    settings: ["a machine", "gzip level 6 & more"],
    inputs: { files: [], digest: null },
  };

  it("are drawn above what they are of, in lines that fit", () => {
    const footer = (given: object): readonly (string | undefined)[] =>
      [
        ...pictureOf({ ...figures, provenance: { ...provenance, ...given } }).matchAll(
          /<text x="16" .*>(.*)<\/text>/g,
        ),
      ].map(([, line]) => line);
    expect(footer({})).toEqual(["Commit 0123456, 2026-11-30; a machine; gzip level 6 &amp; more."]);
    expect(footer({ stale: "from before cores had an archive." })).toEqual([
      "Older than the code: from before cores had an archive. Commit 0123456, 2026-11-30; a machine; gzip level 6 &amp; more. npm run -s",
      "bench:images -- --publish measures again.",
    ]);
  });

  it("are drawn as bars as long as they are, the longest of a chart over its whole width", () => {
    const picture = pictureOf({ ...figures, provenance });
    const widths = [...picture.matchAll(/<rect x="270" y="\d+" width="(\d+)" height="14"/g)].map(([, w]) =>
      Number(w),
    );
    expect(widths).toEqual([384, 480, 96, 384, 1, 384, 240, 480, 240, 480, 240, 480]);
    expect(picture).toContain("first pull of spark&lt;1>");
    expect(picture).not.toContain("<1>");
  });
});

describe("the seconds of builds", () => {
  it("are added up, and the longest is told; without a build both are 0", () => {
    expect([total({ a: 1, b: 2 }), longest({ a: 1, b: 2 })]).toEqual([3, 2]);
    expect([total({}), longest({})]).toEqual([0, 0]);
  });
});

describe("the committed figures", () => {
  const figures = JSON.parse(readFileSync(join(ROOT, "measured/images.json"), "utf8")) as PublishedFigures;

  it("are drawn in the picture that the README shows", () => {
    expect(readFileSync(join(ROOT, "docs/images.svg"), "utf8")).toBe(pictureOf(figures));
    expect(readFileSync(join(ROOT, "README.md"), "utf8")).toContain("](docs/images.svg)");
  });

  it("reach what they have to", () => {
    expect(imageReaches(figures).filter((reach) => !isMet(reach))).toEqual([]);
  });
});
