import { describe, expect, it } from "vitest";
import type { CoreJar } from "../../src/model/project";
import { jarLayers, type VersionJars } from "../../src/resolve/jar-layers";
import { fixtureFiles } from "../fixture-project/fixture-project";
import { textOf } from "./fixture";

/** A version's jars: file names, each with what stands for its bytes. */
function version(spark: string, jars: Readonly<Record<string, string>>): VersionJars {
  return { spark, jars: Object.entries(jars).map(([path, sha256]) => ({ path, sha256 })) };
}

/** Paths by layer. */
function laid(versions: readonly VersionJars[], spark: string): Readonly<Record<string, readonly string[]>> {
  const layers = jarLayers(versions).get(spark) ?? [];
  return Object.fromEntries(layers.map(({ name, jars }) => [name, jars.map(({ path }) => path)]));
}

const COMMON = { "netty-all-4.jar": "n", "jsr305-3.jar": "j", "avro-1.jar": "a", "avro-mapred-1.jar": "am" };
const FIRST = version("3.5.7", { ...COMMON, "spark-core_2.12-3.5.7.jar": "c7" });
const SECOND = version("3.5.8", { ...COMMON, "spark-core_2.12-3.5.8.jar": "c8" });

describe("the layers of a Spark's jars", () => {
  it("are one for each family, one for what has none, and one for Spark's own", () => {
    expect(laid([FIRST], "3.5.7")).toEqual({
      netty: ["netty-all-4.jar"],
      avro: ["avro-1.jar", "avro-mapred-1.jar"],
      "third-party": ["jsr305-3.jar"],
      spark: ["spark-core_2.12-3.5.7.jar"],
    });
  });

  it("are the same in two patches, but for Spark's own, where all else is equal byte for byte", () => {
    const { spark: _7, ...first } = laid([FIRST, SECOND], "3.5.7");
    const { spark: _8, ...second } = laid([FIRST, SECOND], "3.5.8");
    expect(first).toEqual(second);
  });

  it("stay what they are when a patch joins that has a family in another version, or without one of its jars", () => {
    const alone = jarLayers([FIRST, SECOND]);
    for (const avro of [{ "avro-2.jar": "a2", "avro-mapred-2.jar": "am2" }, {}]) {
      const { "avro-1.jar": _a, "avro-mapred-1.jar": _m, ...rest } = COMMON;
      const third = version("3.5.9", { ...rest, ...avro, "spark-core_2.12-3.5.9.jar": "c9" });
      const joined = jarLayers([FIRST, SECOND, third]);
      expect(joined.get("3.5.7")).toEqual(alone.get("3.5.7"));
      expect(joined.get("3.5.8")).toEqual(alone.get("3.5.8"));
    }
  });

  it("split a family of which another patch has a part, and no other", () => {
    const third = version("3.5.9", {
      ...COMMON,
      "avro-mapred-1.jar": "rebuilt",
      "spark-core_2.12-3.5.9.jar": "c9",
    });
    expect(laid([FIRST, SECOND, third], "3.5.7")).toEqual({
      ...laid([FIRST], "3.5.7"),
      avro: ["avro-1.jar"],
      "avro-2": ["avro-mapred-1.jar"],
    });
  });

  it("keep a jar of another version of Spark apart from Spark's own", () => {
    expect(laid([version("3.5.8", { "spark-avro_2.12-3.5.7.jar": "x" })], "3.5.8")).toEqual({
      "third-party": ["spark-avro_2.12-3.5.7.jar"],
    });
  });

  it("are one list where two patches share them, so that a matrix of many patches holds each once", () => {
    const layers = jarLayers([FIRST, SECOND]);
    const jarsOf = (spark: string, layer: string) =>
      layers.get(spark)?.find(({ name }) => name === layer)?.jars;
    expect(jarsOf("3.5.7", "netty")).toBe(jarsOf("3.5.8", "netty"));
    expect(jarsOf("3.5.7", "spark")).not.toEqual(jarsOf("3.5.8", "spark"));
  });

  it("list jars in the order of their own distribution", () => {
    const other = version("3.5.9", { "avro-mapred-1.jar": "am", "avro-1.jar": "a" });
    expect(laid([FIRST, other], "3.5.9")).toEqual({ avro: ["avro-mapred-1.jar", "avro-1.jar"] });
    expect(laid([FIRST, other], "3.5.7").avro).toEqual(["avro-1.jar", "avro-mapred-1.jar"]);
  });

  it("have every jar of a distribution once", () => {
    const jars = [FIRST, SECOND].flatMap(({ spark }) => [...(jarLayers([FIRST, SECOND]).get(spark) ?? [])]);
    expect(jars.flatMap((layer) => layer.jars.map((jar: CoreJar) => jar.sha256)).sort()).toEqual(
      [...FIRST.jars, ...SECOND.jars].map(({ sha256 }) => sha256).sort(),
    );
  });
});

describe("the cores of one line, of distributions as they are", () => {
  const files = fixtureFiles();
  const sections = (spark: string): ReadonlySet<string> => {
    const list = files.get(`docker/docker-intermediate/spark-${spark}-core/jars.sha256`) ?? "";
    return new Set(
      list
        .split("# Layer ")
        .slice(1)
        .map((section) => section.slice(section.indexOf("\n"))),
    );
  };

  it.each([
    ["3.5.7", "3.5.8"],
    ["4.1.0", "4.1.1"],
  ])("have all jars that are equal in %s and %s in layers that are equal as a whole", (one, other) => {
    const [first, second] = [sections(one), sections(other)];
    const lines = (layers: Iterable<string>): string[] =>
      [...layers].flatMap((layer) => layer.trim().split("\n"));
    const equal = lines(first).filter((line) => new Set(lines(second)).has(line));
    expect(equal.length).toBeGreaterThan(200);
    expect(lines([...first].filter((layer) => second.has(layer))).sort()).toEqual(equal.sort());
  });
});

describe("a Dockerfile of a Spark", () => {
  it("copies each layer of the list, Spark's own, Python and the rest, in this order", () => {
    const dockerfile = textOf("docker/docker-intermediate/spark-3.5.8-core/Dockerfile");
    const copied = [...dockerfile.matchAll(/^COPY --link --from=fetch \/out\/(.*)\/ \/$/gm)].map(
      ([, name]) => name,
    );
    expect(copied).toEqual(["spark", "python", "rest"]);
  });
});
