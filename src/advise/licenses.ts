import { hasUnnamedTerms } from "../model/license";
import type { Project } from "../model/project";
import type { LicenseNotice } from "./finding";
import { lockedDistributions } from "./locked-distributions";
import { lockedJars } from "./locked-jars";
import { lockedPackages } from "./locked-packages";
import type { LockedPart } from "./locked-part";

/** The licences of every part of the lock that whoever publishes an image must know of. */
export function licenseNotices(project: Project): readonly LicenseNotice[] {
  const parts = [...lockedDistributions(project), ...lockedJars(project), ...lockedPackages(project)];
  return parts.flatMap((part) => {
    const attention = attentionOf(part);
    if (attention === "") return [];
    const { name, version, images, license } = part;
    const wayOut = "read the terms before publishing an image that holds it, or leave it out";
    return { kind: "license", part: { name, version, images }, license, attention, wayOut };
  });
}

/** What the lock says of the licence; where it says nothing, what the licence's name alone tells. */
function attentionOf({ license, attention }: LockedPart): string {
  if (attention !== "") return attention;
  if (hasUnnamedTerms(license)) return "The licence has no SPDX name: its terms were not looked at.";
  return /GPL/.test(license) ? "Copyleft: publishing an image that holds it has duties." : "";
}
