import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import parse from "spdx-expression-parse";
import { describe, expect, it, test } from "vitest";
import { licenseOf } from "../../commands/lock/licenses/licenses";
import { licenseExpression } from "../../src/model/license";
import { licenseReferences } from "../../src/sbom/license";
import { documentsOf, inventoriesOf } from "../sbom/documents";
import { type Files, type Json, ROOT, generated } from "./fixture";

describe("one expression of several licences", () => {
  test.each<[readonly string[], string]>([
    [["MIT"], "MIT"],
    [["MIT", "MIT"], "MIT"],
    [["MIT", "Apache-2.0 AND MIT"], "Apache-2.0 AND MIT"],
    [["Zlib", "MIT OR Apache-2.0"], "(Apache-2.0 OR MIT) AND Zlib"],
    [["MIT OR Apache-2.0", "(Apache-2.0 OR MIT)"], "Apache-2.0 OR MIT"],
    [["MIT OR (Apache-2.0 OR MIT)"], "Apache-2.0 OR MIT"],
    [["MIT or GPL-2.0+"], "GPL-2.0+ OR MIT"],
    [["(MIT AND 0BSD) OR Zlib", "ISC"], "((0BSD AND MIT) OR Zlib) AND ISC"],
    [["(MIT AND 0BSD) OR (0BSD AND MIT)", "Zlib"], "0BSD AND MIT AND Zlib"],
    [
      ["BSD-2-Clause AND Apache-2.0 WITH LLVM-exception", "BSD-2-Clause"],
      "Apache-2.0 WITH LLVM-exception AND BSD-2-Clause",
    ],
    [["BSD", "MIT"], "LicenseRef-BSD AND MIT"],
    [["Terms (of 2024) & more"], "LicenseRef-Terms-of-2024-more"],
    [["Apache-2.0 AND Own Terms"], "LicenseRef-Apache-2.0-AND-Own-Terms"],
    [["LicenseRef-own_terms"], "LicenseRef-own-terms"],
    [["条款"], "LicenseRef-unknown"],
    [["NOASSERTION", "MIT", ""], "LicenseRef-unknown AND MIT"],
  ])("of %j is %s", (licenses, expression) => {
    expect(licenseExpression(licenses)).toBe(expression);
  });

  it("parses, and is its own expression, whatever a lock says", () => {
    const words = [
      "MIT",
      "Apache-2.0",
      "BSD",
      "AND",
      "OR",
      "WITH",
      "LLVM-exception",
      "(",
      ")",
      "_",
      "NOASSERTION",
    ];
    const license = fc.array(fc.constantFrom(...words), { maxLength: 8 }).map((parts) => parts.join(" "));
    fc.assert(
      fc.property(fc.array(license, { minLength: 1 }), (licenses) => {
        const expression = licenseExpression(licenses);
        parse(expression);
        expect(licenseExpression([expression, expression])).toBe(expression);
      }),
    );
  });
});

/** Licences of each sort that a lock may have. */
function odd({ lock }: Files): void {
  lock.spark["4.1.1"].license = "Apache-2.0 AND MIT";
  lock.pyspark["4.1.1"].license = "NOASSERTION";
  lock.python["3.10"].license = "PSF-2.0 or MIT";
  lock.jars["org.postgresql:postgresql:42.7.1"].license = "Some Terms";
  lock.wheels["3.10"].pandas.license = "BSD";
  lock.wheels["3.10"].numpy.license = "BSD-3-Clause AND MIT";
  lock.wheels["3.10"]["cudf-cu12"].license = "MIT OR Apache-2.0";
}

describe("with licences of every sort in the lock", () => {
  it("the label of each image is an expression that names each licence once", () => {
    const labels = [...generated(odd)].flatMap(([path, { content }]) => {
      const label = /image\.licenses="(.*)"/.exec(content)?.[1];
      return path.endsWith("/Dockerfile") ? [[path.split("/")[2], label]] : [];
    });
    expect(Object.fromEntries(labels)).toEqual({
      "jdk-17": "GPL-2.0-only WITH Classpath-exception-2.0",
      "python-3.10": "MIT OR PSF-2.0",
      "cuda-12.1": "LicenseRef-NVIDIA-CUDA-EULA",
      "spark-3.5.8-core": "Apache-2.0",
      "spark-4.1.1-core": "Apache-2.0 AND MIT",
      "python-deps": "(Apache-2.0 OR MIT) AND BSD-3-Clause AND LicenseRef-BSD AND LicenseRef-unknown AND MIT",
      "jdbc-drivers": "LicenseRef-Some-Terms",
      "jars-rapids": "Apache-2.0",
      "jars-iceberg": "Apache-2.0",
      "spark-3.5.8-jdk17":
        "Apache-2.0 AND BSD-3-Clause AND LicenseRef-BSD AND LicenseRef-Some-Terms AND LicenseRef-unknown AND MIT AND (MIT OR PSF-2.0)",
      "spark-4.1.1-jdk17":
        "Apache-2.0 AND BSD-3-Clause AND LicenseRef-BSD AND LicenseRef-Some-Terms AND LicenseRef-unknown AND MIT AND (MIT OR PSF-2.0)",
      "spark-4.1.1-jdk17-gpu":
        "Apache-2.0 AND (Apache-2.0 OR MIT) AND BSD-3-Clause AND LicenseRef-BSD AND LicenseRef-unknown AND MIT AND (MIT OR PSF-2.0)",
    });
  });

  it("the notice and the licences of drivers show expressions alone", () => {
    const files = generated(odd);
    const cells = (path: string, row: RegExp, column: number): readonly (string | undefined)[] =>
      (files.get(path)?.content.match(row) ?? []).map((text) => text.split(" | ")[column]?.replace(" |", ""));
    const notice = "THIRD-PARTY-LICENSES.md";
    expect(cells(notice, /^\| (?:Apache Spark|CPython|PySpark|org\.postgresql).*$/gm, 2)).toEqual([
      "MIT OR PSF-2.0",
      "Apache-2.0",
      "Apache-2.0 AND MIT",
      "LicenseRef-unknown",
      "LicenseRef-Some-Terms",
    ]);
    expect(cells(notice, /^\| (?:cudf-cu12|numpy|pandas) .*$/gm, 3)).toEqual([
      "Apache-2.0 OR MIT",
      "BSD-3-Clause AND MIT",
      "LicenseRef-BSD",
    ]);
    const drivers = "docker/docker-intermediate/jdbc-drivers/LICENSES.md";
    expect(cells(drivers, /^\| PostgreSQL.*$/gm, 3)).toEqual(["LicenseRef-Some-Terms"]);
  });

  it("documents declare each component's own licence and the image's, or that nobody stated one", () => {
    const inventories = inventoriesOf(odd);
    const deps = inventories.find(({ variant }) => variant.reference.endsWith("python-deps:latest"));
    if (!deps) throw new Error("no python-deps");
    const { cdx, spdx } = documentsOf(deps);
    const inCycloneDx = Object.fromEntries(
      [cdx.metadata.component, ...cdx.components].map(({ name, licenses }: Json) => [
        name,
        licenses?.[0].expression,
      ]),
    );
    expect(inCycloneDx).toEqual({
      "spark-k8s-python-deps:latest":
        "(Apache-2.0 OR MIT) AND BSD-3-Clause AND LicenseRef-BSD AND LicenseRef-unknown AND MIT",
      debian: undefined,
      cpython: "MIT OR PSF-2.0",
      numpy: "BSD-3-Clause AND MIT",
      pandas: "LicenseRef-BSD",
      py4j: "MIT",
      pyspark: undefined,
    });
    const inSpdx = Object.fromEntries(
      spdx.packages.map(({ name, licenseDeclared }: Json) => [name, licenseDeclared]),
    );
    expect(inSpdx).toEqual({ ...inCycloneDx, debian: "NOASSERTION", pyspark: "NOASSERTION" });
    expect(spdx.hasExtractedLicensingInfos).toEqual([
      {
        licenseId: "LicenseRef-BSD",
        name: "BSD",
        extractedText: "The text of this licence is not part of the lock.",
      },
      {
        licenseId: "LicenseRef-unknown",
        name: "unknown",
        extractedText: "Nobody stated a licence of some of the packages: they declare NOASSERTION.",
      },
    ]);
  });
});

describe("a lock", () => {
  it.each(["test/fixture-project/lock.json", "examples/newest/lock.json", "examples/jar-surgery/lock.json"])(
    "%s has expressions alone",
    (file) => {
      const text = readFileSync(join(ROOT, file), "utf8");
      const licenses = [...text.matchAll(/"license": "(.*)"/g)].map(([, license = ""]) => license);
      expect(licenses.length).toBeGreaterThan(0);
      for (const license of licenses) expect(() => parse(license), license).not.toThrow();
    },
  );

  it.each(["", " ", "+", "条款"])("gets LicenseRef-unknown for the name %j", (name) => {
    expect(licenseOf([{ name }], "POM").license).toBe("LicenseRef-unknown");
  });

  it("gets an expression for whatever a POM or a wheel states", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ name: fc.string({ unit: "grapheme" }) })), (stated) => {
        expect(() => parse(licenseOf(stated, "POM").license)).not.toThrow();
      }),
    );
  });
});

it("a document explains each licence that SPDX does not have once", () => {
  const expression = "LicenseRef-A AND (MIT OR LicenseRef-B) AND LicenseRef-A";
  expect(licenseReferences(expression)).toEqual(["LicenseRef-A", "LicenseRef-B"]);
});
