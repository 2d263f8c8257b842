import { Spec, Validation } from "@cyclonedx/cyclonedx-library";
import { PackageURL } from "packageurl-js";
import parseExpression from "spdx-expression-parse";
import { describe, expect, it } from "vitest";
import { writeCycloneDx } from "../../src/sbom/cyclonedx";
import type { Json } from "../generator/fixture";
import { COMMITTED, documentsOf, inventoryOf, ORIGIN } from "./documents";

const documents: readonly (readonly [string, Json])[] = COMMITTED.map((inventory) => [
  inventory.variant.reference,
  JSON.parse(writeCycloneDx(inventory, ORIGIN).text),
]);

const VALIDATOR = new Validation.JsonStrictValidator(Spec.Version.v1dot6);

describe("each CycloneDX document of the committed matrix", () => {
  it.each(documents)("of %s is valid by CycloneDX's own strict schema", async (_, document) => {
    expect(await VALIDATOR.validate(JSON.stringify(document))).toBeNull();
  });

  it.each(documents)("of %s has well-formed package URLs and SPDX expressions", (_, { components }) => {
    for (const { purl, licenses = [] } of components) {
      if (purl) expect(PackageURL.fromString(purl).toString()).toBe(purl);
      for (const { expression } of licenses) expect(() => parseExpression(expression)).not.toThrow();
    }
  });

  it.each(documents)("of %s names in dependencies and compositions only what it has", (_, document) => {
    const { metadata, components, dependencies, compositions } = document;
    const refs = new Set([metadata.component["bom-ref"], ...components.map((part: Json) => part["bom-ref"])]);
    const named = [
      ...dependencies.flatMap(({ ref, dependsOn = [] }: Json) => [ref, ...dependsOn]),
      ...compositions.flatMap(({ assemblies = [], dependencies = [] }: Json) => [
        ...assemblies,
        ...dependencies,
      ]),
    ];
    expect(named.filter((ref) => !refs.has(ref))).toEqual([]);
    expect(refs.size).toBe(components.length + 1);
  });

  it("is another one for each image", () => {
    expect(new Set(documents.map(([, { serialNumber }]) => serialNumber)).size).toBe(documents.length);
  });
});

describe("a CycloneDX document", () => {
  it("tells of a jar its coordinates, checksum, licence, place and how the checksum is known", () => {
    const { cdx } = documentsOf(inventoryOf("jdbc-drivers"));
    const driver = cdx.components.find(({ name }: Json) => name === "postgresql");
    expect(driver).toEqual({
      type: "library",
      name: "postgresql",
      group: "org.postgresql",
      version: "42.7.1",
      "bom-ref": "jar:/opt/jdbc/postgresql-42.7.1.jar",
      hashes: [{ alg: "SHA-256", content: "1".repeat(64) }],
      licenses: [{ expression: "Apache-2.0" }],
      purl: "pkg:maven/org.postgresql/postgresql@42.7.1",
      properties: [
        { name: "spark-k8s:path", value: "/opt/jdbc/postgresql-42.7.1.jar" },
        { name: "spark-k8s:image", value: "spark-k8s-jdbc-drivers:latest" },
        { name: "spark-k8s:verified", value: "download" },
      ],
    });
  });

  it("tells of an image what it is, and for which platform", () => {
    const { cdx } = documentsOf(inventoryOf("jdbc-drivers"));
    expect(cdx.metadata).toEqual({
      timestamp: "2026-11-22T00:00:00.000Z",
      lifecycles: [{ phase: "pre-build" }],
      tools: { components: [{ type: "application", name: "spark-k8s-images", version: "0.1.0" }] },
      component: {
        type: "container",
        name: "spark-k8s-jdbc-drivers:latest",
        version: "latest",
        "bom-ref": "image:spark-k8s-jdbc-drivers:latest",
        description: "JDBC drivers in /opt/jdbc: PostgreSQL 42.7.1",
        licenses: [{ expression: "Apache-2.0" }],
        properties: [{ name: "spark-k8s:platform", value: "linux/amd64" }],
      },
    });
  });

  it("tells which package needs which, and what is a piece of Spark", () => {
    const { cdx } = documentsOf(inventoryOf("python-deps"));
    const needs = cdx.dependencies.filter(({ dependsOn }: Json) => dependsOn);
    expect(needs).toEqual([
      {
        ref: "image:spark-k8s-python-deps:latest",
        dependsOn: [
          "system:debian",
          "archive:cpython",
          "wheel:numpy",
          "wheel:pandas",
          "wheel:py4j",
          "archive:pyspark",
        ],
      },
      { ref: "wheel:pandas", dependsOn: ["wheel:numpy"] },
      { ref: "archive:pyspark", dependsOn: ["wheel:py4j"] },
    ]);
  });

  it("says what it does not list", () => {
    const { cdx } = documentsOf(inventoryOf("python-3.10"));
    expect(cdx.compositions).toEqual([
      {
        "bom-ref": "composition:listed-in-part",
        aggregate: "incomplete",
        assemblies: ["image:spark-k8s-python-3.10:latest", "system:debian", "archive:cpython"],
      },
      {
        "bom-ref": "composition:needs-unknown",
        aggregate: "unknown",
        dependencies: ["system:debian", "archive:cpython"],
      },
    ]);
  });

  it("is the same for the same input, and bears another serial number for another", () => {
    const textOf = (version: string) =>
      writeCycloneDx(inventoryOf("jdbc-drivers"), { ...ORIGIN, tool: { ...ORIGIN.tool, version } });
    expect(textOf("1")).toEqual(textOf("1"));
    expect(textOf("1").serialNumber).not.toBe(textOf("2").serialNumber);
    expect(textOf("1").serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5/);
  });
});
