import { expect, it } from "vitest";
import { licenseReferences, spdxExpression } from "../../src/sbom/license";

it.each([
  ["Apache-2.0", "Apache-2.0"],
  ["Apache-2.0 OR BSD-2-Clause", "Apache-2.0 OR BSD-2-Clause"],
  ["GPL-2.0-only WITH Universal-FOSS-exception-1.0", "GPL-2.0-only WITH Universal-FOSS-exception-1.0"],
  ["LicenseRef-Oracle-FUTC", "LicenseRef-Oracle-FUTC"],
  ["BSD", "LicenseRef-BSD"],
  ["Vertica Client License Agreement", "LicenseRef-Vertica-Client-License-Agreement"],
  ["Terms (of 2024) & more", "LicenseRef-Terms-of-2024-more"],
  ["Apache-2.0 AND Own Terms", "LicenseRef-Apache-2.0-AND-Own-Terms"],
  ["NOASSERTION", "NOASSERTION"],
  ["", "NOASSERTION"],
])("writes the licence %j as the SPDX expression %s", (license, expected) => {
  expect(spdxExpression(license)).toBe(expected);
});

it("finds each licence that SPDX does not have once", () => {
  const expression = "LicenseRef-A AND (MIT OR LicenseRef-B) AND LicenseRef-A";
  expect(licenseReferences(expression)).toEqual(["LicenseRef-A", "LicenseRef-B"]);
});
