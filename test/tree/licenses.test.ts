import parse from "spdx-expression-parse";
import { expect, it } from "vitest";
import { plan } from "../../src/pipeline";
import { readSources } from "../../src/plan";
import { sbomFiles } from "../../src/sbom/documents";
import { takeInventories } from "../../src/sbom/inventory";
import { backgroundOf } from "../sbom/documents";
import { ROOT } from "../generator/fixture";

const sources = readSources(ROOT);
const project = plan(sources);

it("each licence of the lock, each label and each document is an expression that the SPDX library reads", () => {
  const documents = takeInventories(project, "amd64").flatMap((inventory) =>
    sbomFiles(inventory, backgroundOf()),
  );
  const texts = [sources.lock.text, ...documents.map(({ content }) => content)];
  const found = [
    ...project.folders.map(({ licenses }) => licenses),
    ...texts.flatMap((text) =>
      [...text.matchAll(/"(?:license|expression|licenseDeclared)": "(.+)"/g)].map(
        ([, license]) => license ?? "",
      ),
    ),
  ].filter((license) => license !== "NOASSERTION"); // what SPDX documents say of a licence that is not known
  expect(sources.lock.text).not.toContain("NOASSERTION");
  expect(found.length).toBeGreaterThan(project.folders.length);
  for (const license of new Set(found)) expect(() => parse(license), license).not.toThrow();
});
