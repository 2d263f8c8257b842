import { describe, expect, it } from "vitest";
import { obstacles } from "../../src/sbom/obstacles";
import type { Files, Json } from "../generator/fixture";
import { COMMITTED, documentsOf, inventoriesOf, inventoryOf } from "./documents";

const ids = (name: string, edit?: (files: Files) => void): readonly string[] =>
  inventoryOf(name, edit).components.map(({ id }) => id);

const withJars = ({ lock }: Files): void => {
  lock.spark["3.5.8"].jars = {
    files: { "jta-1.1.jar": "a".repeat(64), "connect-repl/ujson_2.13-4.3.2.jar": "b".repeat(64) },
    verified: { by: "download", date: "2026-11-22" },
  };
};

/** The archive of classes of a Spark core, and what leads to settings. */
const ARCHIVE = ["file:/opt/class-data/spark.jsa", "file:/opt/class-data/conf.jar"];

const without = ({ matrix }: Files): void => {
  matrix.java.classDataSharing = false;
};

describe("the inventory of an image", () => {
  it("of a core has the archive of classes where there is one, and of a runtime on it", () => {
    expect(ids("spark-4.1.1-core").filter((id) => id.includes("class-data"))).toEqual(ARCHIVE);
    expect(ids("spark-4.1.1-jdk17").filter((id) => id.includes("class-data"))).toEqual(ARCHIVE);
    expect(ids("spark-4.1.1-core", without).filter((id) => id.includes("class-data"))).toEqual([]);
  });

  it.each([
    ["jdk-17", ["system:debian", "package:openjdk-17-jre-headless"]],
    ["python-3.10", ["system:debian", "archive:cpython"]],
    ["cuda-12.1", ["system:debian", "package:openjdk-17-jre-headless", "tree:cuda"]],
    [
      "jdbc-drivers",
      ["system:debian", "package:openjdk-17-jre-headless", "jar:/opt/jdbc/postgresql-42.7.1.jar"],
    ],
    [
      "python-deps",
      ["system:debian", "archive:cpython", "wheel:numpy", "wheel:pandas", "wheel:py4j", "archive:pyspark"],
    ],
    [
      "python-deps:-gpu-iceberg",
      [
        "system:debian",
        "archive:cpython",
        "wheel:numpy",
        "wheel:pandas",
        "wheel:py4j",
        "wheel:cudf-cu12",
        "wheel:pyiceberg",
        "archive:pyspark",
      ],
    ],
    [
      "jars-iceberg",
      [
        "system:debian",
        "package:openjdk-17-jre-headless",
        "jar:/opt/spark/jars/iceberg-spark-runtime-4.1_2.13-1.12.0.jar",
        "jar:/opt/spark/jars/iceberg-aws-bundle-1.12.0.jar",
      ],
    ],
    [
      "jars-iceberg:-spark-3.5",
      [
        "system:debian",
        "package:openjdk-17-jre-headless",
        "jar:/opt/spark/jars/iceberg-spark-runtime-3.5_2.12-1.12.0.jar",
        "jar:/opt/spark/jars/iceberg-aws-bundle-1.12.0.jar",
      ],
    ],
  ])("of %s has what its parents hold and what it adds", (name, expected) => {
    expect(ids(name)).toEqual(expected);
  });

  it("of a Spark core has each jar of the lock's list, and Spark's own Py4J", () => {
    expect(ids("spark-3.5.8-core", withJars)).toEqual([
      "system:debian",
      "package:openjdk-17-jre-headless",
      "archive:spark",
      "jar:/opt/spark/jars/jta-1.1.jar",
      "jar:/opt/spark/jars/connect-repl/ujson_2.13-4.3.2.jar",
      "file:/opt/spark/python/lib/py4j-0.10.9.9-src.zip",
      ...ARCHIVE,
    ]);
  });

  it("of a runtime has its layers' own components for its Spark and its groups, without PySpark and its Py4J", () => {
    expect(ids("spark-3.5.8-jdk17", withJars)).toEqual([
      "system:debian",
      "package:openjdk-17-jre-headless",
      "archive:spark",
      "jar:/opt/spark/jars/jta-1.1.jar",
      "jar:/opt/spark/jars/connect-repl/ujson_2.13-4.3.2.jar",
      "file:/opt/spark/python/lib/py4j-0.10.9.9-src.zip",
      ...ARCHIVE,
      "archive:cpython",
      "wheel:numpy",
      "wheel:pandas",
      "wheel:pyiceberg",
      "jar:/opt/jdbc/postgresql-42.7.1.jar",
      "jar:/opt/spark/jars/iceberg-spark-runtime-3.5_2.12-1.12.0.jar",
      "jar:/opt/spark/jars/iceberg-aws-bundle-1.12.0.jar",
    ]);
  });

  it("says of each component which image adds it and where it is", () => {
    const places = inventoryOf("spark-4.1.1-jdk17-gpu").components.map(({ id, image, path }) => [
      id,
      image,
      path,
    ]);
    const packages = "lib/python3.10/site-packages";
    expect(places).toEqual([
      ["system:debian", "spark-k8s-jdk-17:latest", "/"],
      ["package:openjdk-17-jre-headless", "spark-k8s-jdk-17:latest", "/usr/lib/jvm/java-17"],
      ["archive:spark", "spark-k8s-spark-4.1.1-core:latest", "/opt/spark"],
      [
        "file:/opt/spark/python/lib/py4j-0.10.9.9-src.zip",
        "spark-k8s-spark-4.1.1-core:latest",
        "/opt/spark/python/lib/py4j-0.10.9.9-src.zip",
      ],
      ...ARCHIVE.map((id) => [id, "spark-k8s-spark-4.1.1-core:latest", id.replace("file:", "")]),
      ["archive:cpython", "spark-k8s-python-3.10:latest", "/usr/local"],
      ["wheel:numpy", "spark-k8s-python-deps:latest-gpu", `/opt/python/base/${packages}`],
      ["wheel:pandas", "spark-k8s-python-deps:latest-gpu", `/opt/python/base/${packages}`],
      ["wheel:cudf-cu12", "spark-k8s-python-deps:latest-gpu", `/opt/python/gpu/${packages}`],
      [
        "jar:/opt/spark/jars/rapids-4-spark_2.13-26.08.1.jar",
        "spark-k8s-jars-rapids:latest",
        "/opt/spark/jars/rapids-4-spark_2.13-26.08.1.jar",
      ],
    ]);
  });

  it("has the wheel of its platform", () => {
    const edit = ({ lock }: Files): void => {
      const [any] = lock.wheels["3.10"].pandas.files;
      lock.wheels["3.10"].pandas.files = [
        { ...any, platform: "amd64", sha256: "a".repeat(64) },
        { ...any, platform: "arm64", sha256: "b".repeat(64) },
      ];
    };
    const hexOf = (platform: "amd64" | "arm64") =>
      inventoryOf("python-deps", edit, platform).components.find(({ id }) => id === "wheel:pandas")?.checksum
        ?.hex;
    expect([hexOf("amd64"), hexOf("arm64")]).toEqual(["a".repeat(64), "b".repeat(64)]);
  });

  it("tells what has no file for its platform", () => {
    const edit = ({ lock }: Files): void => {
      lock.wheels["3.10"].pandas.files[0].platform = "amd64";
    };
    const found = inventoriesOf(edit, "arm64").map((inventory) => [
      inventory.variant.reference,
      obstacles(inventory),
    ]);
    expect(found.filter(([, reasons]) => reasons?.length)).toEqual([
      ["spark-k8s-python-deps:latest", ["pandas has no wheel for linux/arm64"]],
      ["spark-k8s-python-deps:latest-gpu", ["pandas has no wheel for linux/arm64"]],
      ["spark-k8s-python-deps:latest-iceberg", ["pandas has no wheel for linux/arm64"]],
      ["spark-k8s-python-deps:latest-gpu-iceberg", ["pandas has no wheel for linux/arm64"]],
      ["spark-k8s-jars-rapids:latest", ["rapids-4-spark_2.13 is pinned for linux/amd64 only"]],
      ["spark-k8s-spark-3.5.8-jdk17:latest", ["pandas has no wheel for linux/arm64"]],
      ["spark-k8s-spark-4.1.1-jdk17:latest", ["pandas has no wheel for linux/arm64"]],
      [
        "spark-k8s-spark-4.1.1-jdk17-gpu:latest",
        ["pandas has no wheel for linux/arm64", "rapids-4-spark_2.13 is pinned for linux/amd64 only"],
      ],
    ]);
  });

  it("has a place in the image for each component, and each component it names", () => {
    for (const { components } of COMMITTED) {
      const known = new Set(components.map(({ id }) => id));
      const named = components.flatMap(({ partOf, needs }) => [
        ...(partOf ? [partOf] : []),
        ...(needs ?? []),
      ]);
      expect(named.filter((id) => !known.has(id))).toEqual([]);
      expect(components.filter(({ path }) => !path.startsWith("/"))).toEqual([]);
    }
  });

  it("has the jars that the matrix put into a Spark core, with why, and none that it took out", () => {
    const edit = ({ matrix, lock }: Files): void => {
      withJars({ matrix, lock });
      without({ matrix, lock });
      lock.jars["com.example:jta:2"] = {
        ...lock.jars["org.postgresql:postgresql:42.7.1"],
        file: "jta-2.jar",
      };
      matrix.jarSurgery = [
        { spark: ["3.5.8"], replace: "jta-1.1.jar", with: "com.example:jta:2", reason: "Ours" },
        { spark: ["3.5.8"], remove: "ujson_2.13-4.3.2.jar", reason: "Not used." },
      ];
    };
    const { components } = inventoryOf("spark-3.5.8-core", edit);
    const told = components.slice(2).map(({ id, note, purl }) => [id, note, purl.split("?")[0]]);
    const replaced = "jta-2.jar is in the place of the distribution's jta-1.1.jar: Ours.";
    expect(told).toEqual([
      [
        "archive:spark",
        `Built with Scala 2.12 and Hadoop 3.3.4. The jars of its examples are not listed. ${replaced} connect-repl/ujson_2.13-4.3.2.jar of the distribution is left out: Not used.`,
        "pkg:generic/spark@3.5.8",
      ],
      ["jar:/opt/spark/jars/jta-2.jar", replaced, "pkg:maven/com.example/jta@2"],
      ["file:/opt/spark/python/lib/py4j-0.10.9.9-src.zip", "", "pkg:pypi/py4j@0.10.9.9"],
    ]);
  });

  it("has the sources that the lock names, in their order", () => {
    const urls = ["b", "a"].map((host) => `https://${host}.example.com/postgresql-42.7.1.jar`);
    const inventory = inventoryOf("jdbc-drivers", ({ lock }) => {
      lock.jars["org.postgresql:postgresql:42.7.1"].sources = urls;
    });
    const { cdx, spdx } = documentsOf(inventory);
    const driver = cdx.components.find(({ name }: Json) => name === "postgresql");
    expect(driver.externalReferences).toEqual(urls.map((url) => ({ type: "distribution", url })));
    expect(spdx.packages.at(-1).downloadLocation).toBe(urls[0]);
  });
});
