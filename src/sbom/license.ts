import parseExpression from "spdx-expression-parse";
import { licenseExpression } from "../resolve/licenses";

/** The SPDX term for a licence that is not known. */
export const NOASSERTION = "NOASSERTION";

/** A licence of the lock as an SPDX expression: a name that SPDX does not have becomes a LicenseRef. */
export function spdxExpression(license: string): string {
  if (license === "" || license === NOASSERTION) return NOASSERTION;
  return isExpression(license) ? license : toReference(license);
}

/** The licences of an expression that SPDX does not have, such as `LicenseRef-Oracle-FUTC`. */
export function licenseReferences(expression: string): readonly string[] {
  return [...new Set(expression.match(/LicenseRef-[A-Za-z0-9.-]+/g) ?? [])];
}

function isExpression(license: string): boolean {
  try {
    parseExpression(license);
    return true;
  } catch {
    return false;
  }
}

function toReference(license: string): string {
  const expression = licenseExpression([license]);
  return isExpression(expression) ? expression : `LicenseRef-${expression.replace(/[^A-Za-z0-9.]+/g, "-")}`;
}
