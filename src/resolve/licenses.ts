const SPDX = /^\(?[A-Za-z0-9.+-]+( (AND|OR|WITH) \(?[A-Za-z0-9.+-]+\)?)*\)?$/;

/** SPDX expression over several licences; a licence without an SPDX name becomes a LicenseRef. */
export function licenseExpression(licenses: readonly string[]): string {
  const terms = [...new Set(licenses.map(term))].sort();
  const needsBrackets = (text: string): boolean =>
    terms.length > 1 && / OR /.test(text) && !text.startsWith("(");
  return terms.map((text) => (needsBrackets(text) ? `(${text})` : text)).join(" AND ");
}

function term(license: string): string {
  if (SPDX.test(license)) return license;
  return `LicenseRef-${license.replace(/[^A-Za-z0-9.]+/g, "-").replace(/^-|-$/g, "")}`;
}
