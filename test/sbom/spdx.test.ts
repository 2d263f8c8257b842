import { PackageURL } from "packageurl-js";
import parseExpression from "spdx-expression-parse";
import { describe, expect, it } from "vitest";
import { writeSpdx } from "../../src/sbom/spdx";
import type { Files, Json } from "../generator/fixture";
import { COMMITTED, documentsOf, inventoryOf, ORIGIN } from "./documents";

// That each document is valid by SPDX's own schema and library is for `npm run sbom-check`, which downloads them.
const documents: readonly (readonly [string, Json])[] = COMMITTED.map((inventory) => [
  inventory.variant.reference,
  JSON.parse(writeSpdx(inventory, ORIGIN)),
]);

describe("each SPDX document of the committed matrix", () => {
  it.each(documents)(
    "of %s gives each package an identifier of its own that SPDX allows",
    (_, { packages }) => {
      const names = packages.map(({ SPDXID }: Json) => SPDXID);
      expect(names.filter((name: string) => !/^SPDXRef-[A-Za-z0-9.-]+$/.test(name))).toEqual([]);
      expect(new Set(names).size).toBe(names.length);
    },
  );

  it.each(documents)("of %s relates only what it has, and contains each package once", (_, document) => {
    const { packages, relationships } = document;
    const names = new Set(["SPDXRef-DOCUMENT", ...packages.map(({ SPDXID }: Json) => SPDXID)]);
    const named = relationships.flatMap(({ spdxElementId, relatedSpdxElement }: Json) => [
      spdxElementId,
      relatedSpdxElement,
    ]);
    expect(named.filter((name: string) => !names.has(name))).toEqual([]);
    const contained = relationships.filter(({ relationshipType }: Json) => relationshipType === "CONTAINS");
    expect(contained.map(({ relatedSpdxElement }: Json) => relatedSpdxElement)).toEqual(
      packages.slice(1).map(({ SPDXID }: Json) => SPDXID),
    );
  });

  it.each(documents)("of %s has well-formed package URLs and licences that it explains", (_, document) => {
    const { packages, hasExtractedLicensingInfos: extracted = [] } = document;
    const explained = extracted.map(({ licenseId }: Json) => licenseId);
    for (const { licenseDeclared, externalRefs = [] } of packages) {
      if (licenseDeclared !== "NOASSERTION") expect(() => parseExpression(licenseDeclared)).not.toThrow();
      for (const reference of licenseDeclared.match(/LicenseRef-[A-Za-z0-9.-]+/g) ?? [])
        expect(explained).toContain(reference);
      for (const { referenceType, referenceLocator } of externalRefs)
        if (referenceType === "purl")
          expect(PackageURL.fromString(referenceLocator).toString()).toBe(referenceLocator);
    }
  });

  it("holds the same components as the CycloneDX document, with the same checksums", () => {
    for (const inventory of COMMITTED) {
      const { cdx, spdx } = documentsOf(inventory);
      const inCycloneDx = cdx.components.map(({ group, name, version = "", hashes = [] }: Json) =>
        [group ? `${group}:${name}` : name, version, ...hashes.map(({ content }: Json) => content)].join(" "),
      );
      const inSpdx = spdx.packages
        .slice(1)
        .map(({ name, versionInfo = "", checksums = [] }: Json) =>
          [name, versionInfo, ...checksums.map(({ checksumValue }: Json) => checksumValue)].join(" "),
        );
      expect(inSpdx.sort()).toEqual(inCycloneDx.sort());
    }
  });
});

describe("an SPDX document", () => {
  it("tells of a jar its coordinates, checksum, licence and file", () => {
    const edit = ({ lock }: Files): void => {
      Object.assign(lock.jars["org.postgresql:postgresql:42.7.1"], {
        license: "Some Terms",
        attention: "Read them.",
      });
    };
    const { spdx } = documentsOf(inventoryOf("jdbc-drivers", edit));
    expect(spdx.packages.at(-1)).toEqual({
      SPDXID: "SPDXRef-jar-opt-jdbc-postgresql-42.7.1.jar",
      name: "org.postgresql:postgresql",
      versionInfo: "42.7.1",
      packageFileName: "./opt/jdbc/postgresql-42.7.1.jar",
      primaryPackagePurpose: "LIBRARY",
      downloadLocation: "NOASSERTION",
      filesAnalyzed: false,
      checksums: [{ algorithm: "SHA256", checksumValue: "1".repeat(64) }],
      licenseConcluded: "NOASSERTION",
      licenseDeclared: "LicenseRef-Some-Terms",
      licenseComments: "Read them.",
      copyrightText: "NOASSERTION",
      externalRefs: [
        {
          referenceCategory: "PACKAGE-MANAGER",
          referenceType: "purl",
          referenceLocator: "pkg:maven/org.postgresql/postgresql@42.7.1",
        },
      ],
      sourceInfo: "/opt/jdbc/postgresql-42.7.1.jar of the image spark-k8s-jdbc-drivers:latest",
    });
    expect(spdx.hasExtractedLicensingInfos).toEqual([
      { licenseId: "LicenseRef-Some-Terms", name: "Some Terms", extractedText: "Read them." },
    ]);
  });

  it("tells two jars apart whose names differ only in what an identifier may not hold", () => {
    const edit = ({ lock }: Files): void => {
      lock.spark["3.5.8"].jars = {
        files: { "a_b-1.jar": "a".repeat(64), "a+b-1.jar": "b".repeat(64) },
        verified: { by: "download" },
      };
    };
    const { spdx } = documentsOf(inventoryOf("spark-3.5.8-core", edit));
    expect(spdx.packages.slice(4, 6).map(({ SPDXID }: Json) => SPDXID)).toEqual([
      "SPDXRef-jar-opt-spark-jars-a-b-1.jar",
      "SPDXRef-jar-opt-spark-jars-a-b-1.jar-2",
    ]);
  });

  it("is the same for the same input, and has another namespace for another", () => {
    const textOf = (created: string) =>
      writeSpdx(inventoryOf("jdbc-drivers"), { ...ORIGIN, created: new Date(created) });
    const namespaceOf = (text: string) => JSON.parse(text).documentNamespace;
    expect(textOf("2026-01-01")).toBe(textOf("2026-01-01"));
    expect(namespaceOf(textOf("2026-01-01"))).not.toBe(namespaceOf(textOf("2026-01-02")));
    expect(JSON.parse(textOf("2026-01-01")).creationInfo).toEqual({
      created: "2026-01-01T00:00:00Z",
      creators: ["Tool: spark-k8s-images-0.1.0"],
    });
  });
});
