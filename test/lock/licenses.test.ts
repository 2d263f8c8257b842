import { describe, expect, test } from "vitest";
import { licenseOf } from "../../commands/lock/licenses/licenses";
import { wheelLicense } from "../../commands/lock/wheels/wheel-license";
import { LockProject, jarOf, pomOf } from "./lock-project";
import { SourceServer } from "./source-server";

const JAR = "org.postgresql:postgresql:42.7.14";
const FOLDER = "/maven/org/postgresql/postgresql/42.7.14/postgresql-42.7.14";

describe("the licence of a jar", () => {
  async function lockedWith(poms: Readonly<Record<string, string>>) {
    const server = await SourceServer.start();
    server.at(`${FOLDER}.jar`, jarOf("driver"));
    for (const [path, text] of Object.entries(poms)) server.at(path, text);
    const project = await LockProject.make(server);
    await project.edit((matrix) => (matrix.jdbc.postgresql = "42.7.14"));
    const { error } = await project.run();
    return { error: error.replaceAll(server.url, "SERVER"), entry: (await project.lock()).jars[JAR] };
  }
  const child = `<project><parent><groupId>org.postgresql</groupId><artifactId>parent</artifactId><version>7</version></parent></project>`;

  test("is that of the nearest parent where its own POM states none", async () => {
    const { entry } = await lockedWith({
      [`${FOLDER}.pom`]: child,
      "/maven/org/postgresql/parent/7/parent-7.pom": pomOf("Apache License, Version 2.0"),
    });
    expect(entry.license).toBe("Apache-2.0");
  });

  test("is unknown where no POM of the line states one, which is said", async () => {
    const { entry } = await lockedWith({ [`${FOLDER}.pom`]: "<project></project>" });
    expect([entry.license, entry.attention]).toEqual([
      "LicenseRef-unknown",
      "The POM states no licence: read the terms before publishing an image that holds this file.",
    ]);
  });

  test("is a reason to stop where a POM of the line cannot be read", async () => {
    const { error } = await lockedWith({ [`${FOLDER}.pom`]: child });
    expect(error.split("\nWhat no")[0]).toBe(
      [
        "1 problem, nothing was written:",
        "org.postgresql:parent:7 (its POM): no source gives it",
        "  SERVER/maven/org/postgresql/parent/7/parent-7.pom: answers 404",
      ].join("\n"),
    );
  });
});

describe("a stated licence", () => {
  test.each([
    ["MIT", "MIT"],
    ["Apache License, Version 2.0", "Apache-2.0"],
    ["  The Apache Software License,\n Version 2.0", "Apache-2.0"],
    ["Apache-2.0 OR MIT", "Apache-2.0 OR MIT"],
    ["MIT License", "MIT"],
  ])("%j is %s", (name, license) => {
    expect(licenseOf([{ name }], "POM")).toEqual({ license });
  });

  test.each([
    ["BSD License", "LicenseRef-BSD-License"],
    ["GPL", "LicenseRef-GPL"],
    ["GNU LGPL v2.1", "LicenseRef-GNU-LGPL-v2.1"],
    ["Some Vendor's Terms", "LicenseRef-Some-Vendor-s-Terms"],
  ])("%j could be several, so it keeps its own name and says that it wants attention", (name, license) => {
    expect(licenseOf([{ name }], "POM")).toEqual({
      license,
      attention: `The POM says "${name}", for which SPDX has no single name: read the terms.`,
    });
  });

  test("of a known vendor says what is known of it", () => {
    expect(licenseOf([{ name: "Oracle Free Use Terms and Conditions (FUTC)" }], "POM")).toEqual({
      license: "LicenseRef-Oracle-FUTC",
      attention:
        'Proprietary: read the terms before publishing an image that holds this file. The POM says "Oracle Free Use Terms and Conditions (FUTC)".',
    });
  });

  test("beside another one is read as both", () => {
    expect(licenseOf([{ name: "MIT" }, { name: "Apache-2.0 OR MIT" }], "POM").license).toBe(
      "MIT AND (Apache-2.0 OR MIT)",
    );
  });

  test("keeps nothing that could leave its quotes", () => {
    expect(licenseOf([{ name: 'Evil"`$(id)\\{}<>|\u2028' }], "POM")).toEqual({
      license: "LicenseRef-Evil-id",
      attention: 'The POM says "Evil   (id)      ", for which SPDX has no single name: read the terms.',
    });
  });
});

describe("the licence of a wheel", () => {
  test.each([
    ["its expression", { license_expression: "MIT AND PSF-2.0", license: "BSD" }, "MIT AND PSF-2.0"],
    [
      "its one-line name",
      {
        license: "BSD 3-Clause License\n\nCopyright (c)",
        classifier: ["License :: OSI Approved :: BSD License"],
      },
      "BSD-3-Clause",
    ],
    [
      "its classifier beside a whole text",
      { license: "Copyright (c) 2005\nAll rights", classifier: ["License :: OSI Approved :: MIT License"] },
      "MIT",
    ],
    [
      "its classifier beside a name that could be several",
      { license: "BSD", classifier: ["Framework :: X", "License :: OSI Approved :: MIT License"] },
      "MIT",
    ],
    ["unknown where nothing is stated", {}, "LicenseRef-unknown"],
  ])("is %s", (_, metadata, license) => {
    expect(wheelLicense(metadata).license).toBe(license);
  });
});
