import { UNKNOWN_LICENSE } from "../model/license";

/** What SPDX documents say of something that is not known. */
export const NOASSERTION = "NOASSERTION";

/** A licence as SPDX documents declare it; one that is not known as they say that. */
export function declaredLicense(license: string): string {
  return license === "" || license === UNKNOWN_LICENSE ? NOASSERTION : license;
}

/** The licences of an expression that SPDX does not have, such as `LicenseRef-Oracle-FUTC`. */
export function licenseReferences(expression: string): readonly string[] {
  return [...new Set(expression.match(/LicenseRef-[A-Za-z0-9.-]+/g) ?? [])];
}
