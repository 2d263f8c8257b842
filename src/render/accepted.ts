import { oncePer } from "../model/once-per";
import type { Accepted, ImageFolder, Project } from "../model/project";
import { inMarkdown } from "./markdown";

/** An override on one line, such as `spark-java for spark 4.4: tried in our cluster`. */
function describeAccepted({ rule, for: subject, reason }: Accepted): string {
  return `${rule} for ${subject}: ${reason}`;
}

/** What `npx projen` says of an override each time. */
export function acceptedWarning(accepted: Accepted): string {
  return `accepted by hand in the matrix: ${describeAccepted(accepted)}`;
}

/** The overrides that an image hangs on, as its label says them; empty: none. */
export function acceptedLabel({ accepted }: Project, { name }: ImageFolder): string {
  return (labels(accepted).get(name) ?? []).join("; ");
}

/** What each image hangs on, by the name of its folder. */
const labels = oncePer<readonly Accepted[], ReadonlyMap<string, readonly string[]>>((accepted) => {
  const byFolder = new Map<string, string[]>();
  for (const override of accepted) {
    for (const folder of override.folders) {
      byFolder.set(folder, [...(byFolder.get(folder) ?? []), describeAccepted(override)]);
    }
  }
  return byFolder;
});

/** The overrides of the matrix for the README. */
export function acceptedView({ accepted }: Project) {
  return {
    hasAccepted: accepted.length > 0,
    accepted: accepted.map(({ rule, for: subject, reason, folders }) => ({
      ...inMarkdown({ rule, subject, reason }),
      images: folders.map((name) => `\`${name}\``).join(", "),
    })),
  };
}
