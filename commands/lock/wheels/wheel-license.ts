import { type LockedLicense, type StatedLicense, licenseOf } from "../licenses/licenses";
import type { WheelMetadata } from "./choice";

const METADATA = "wheel's METADATA";
const LONGEST_NAME = 60;
const CLASSIFIER = /^License :: (?:OSI Approved :: )?(.+)$/;

/** The licence of a wheel: its expression, else its one-line name where SPDX has it, else its classifiers. */
export function wheelLicense(metadata: WheelMetadata): LockedLicense {
  if (metadata.license_expression) return licenseOf([{ name: metadata.license_expression }], METADATA);
  const line = nameIn(metadata.license ?? "");
  const byLine = licenseOf(line, METADATA);
  const classified = classifiedIn(metadata.classifier ?? []);
  const isNamed = line.length > 0 && !byLine.license.startsWith("LicenseRef-");
  return isNamed || classified.length === 0 ? byLine : licenseOf(classified, METADATA);
}

/** The first line of a field that may also hold the whole text of a licence, or a copyright line. */
function nameIn(field: string): readonly StatedLicense[] {
  const name = field.split("\n")[0]?.trim() ?? "";
  const isName = name !== "" && name.length <= LONGEST_NAME && !/copyright|^unknown$/i.test(name);
  return isName ? [{ name }] : [];
}

function classifiedIn(classifiers: readonly string[]): readonly StatedLicense[] {
  const names = classifiers.flatMap((text) => CLASSIFIER.exec(text)?.[1] ?? []);
  return names.filter((name) => name !== "OSI Approved").map((name) => ({ name }));
}
