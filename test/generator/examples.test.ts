import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { generate, plan } from "../../src/pipeline";
import { readFolder } from "../../src/plan";
import { fixtureProject } from "../fixture-project/fixture-project";
import { ROOT, TEMPLATES } from "./fixture";

const EXAMPLES = readdirSync(join(ROOT, "examples"));

describe.each(EXAMPLES)("examples/%s", (name) => {
  const sources = readFolder(ROOT, join("examples", name));

  it("gives a tree, without a problem", () => {
    expect(generate(sources, TEMPLATES).length).toBeGreaterThan(20);
  });

  it("has a lock without an entry that the matrix does not ask for", () => {
    const tree = generate(sources, TEMPLATES)
      .map(({ content }) => content)
      .join("");
    const checksums = [...sources.lock.text.matchAll(/"sha(?:256|512)": "([0-9a-f]+)"/g)].map(
      ([, hex = ""]) => hex,
    );
    // The stand-in of a Spark is made from the PySpark of its version.
    const pyspark = Object.values(
      JSON.parse(sources.lock.text).pyspark as Record<string, { sha256: string }>,
    );
    const known = new Set(pyspark.map(({ sha256 }) => sha256));
    expect(checksums.filter((hex) => !known.has(hex) && !tree.includes(hex))).toEqual([]);
  });

  it("has images of its own names, beside those of the project", () => {
    const own = fixtureProject().settings.namePrefix;
    expect(plan(sources).settings.namePrefix).not.toBe(own);
  });
});

it("the newest example has Spark 4.2 on several Pythons, JDK 21 and Debian 13", () => {
  const { folders } = plan(readFolder(ROOT, "examples/newest"));
  expect(folders.map((folder) => folder.name)).toEqual([
    "jdk-21",
    "python-3.13",
    "python-3.11",
    "spark-4.1.2-core",
    "spark-4.2.0-core",
    "python-deps",
    "python-deps-3.11",
    "jdbc-drivers",
    "jars-iceberg",
    "spark-4.2.0-jdk21-python3.13",
    "spark-4.2.0-jdk21-python3.11",
    "spark-4.1.2-jdk21-python3.13",
  ]);
});
