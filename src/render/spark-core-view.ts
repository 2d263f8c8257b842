import { basename } from "node:path/posix";
import { oncePer } from "../model/once-per";
import type { CoreJar, JarOperation, SparkCoreFolder } from "../model/project";
import { OWN } from "../resolve/jar-layers";
import { mavenPath } from "./jar-views";

export function sparkCoreView(folder: SparkCoreFolder) {
  const { spark, distribution, surgery, jars, jarLayers, sharesClasses } = folder;
  const { file, sha512, py4j, scala } = distribution;
  return {
    spark,
    file,
    sha512,
    py4j,
    scala,
    jarLayers: jarLayers.map(({ name, jars: ofLayer }) => ({ name, checksums: checksumsOf(ofLayer) })),
    // Spark's own layer has what the list does not name, so that it is there without a list, too.
    layers: [...jarLayers.map(({ name }) => name).filter((name) => name !== OWN), OWN, "python", "rest"],
    hasJars: jars !== undefined,
    sharesClasses,
    // An archive of classes takes 160 to 200 MB.
    sizeLimit: sharesClasses ? 1200 : 1000,
    sizeInWords: sharesClasses ? "1.2 GB" : "1 GB",
    surgery: surgery.map(operationView),
    hasSurgery: surgery.length > 0,
    hasAddedJars: surgery.some(({ added }) => added !== undefined),
    surgeryLabel: surgery.map(explained).join("; "),
  };
}

/** The lines that sha256sum reads: patches share most layers, and so the text of them. */
const checksumsOf = oncePer((jars: readonly CoreJar[]): string =>
  jars.map(({ sha256, path }) => `${sha256}  ${path}`).join("\n"),
);

function operationView(operation: JarOperation) {
  const { removed, added } = operation;
  return {
    comment: explained(operation),
    removed: removed ? [removed] : [],
    added: added
      ? [
          {
            file: basename(added.path),
            path: added.path,
            sha256: added.sha256,
            mavenPath: mavenPath(added.coordinates),
          },
        ]
      : [],
  };
}

/** What is done, in a few words. */
export function described({ removed, added }: JarOperation): string {
  if (!removed) return `${added?.coordinates} added`;
  return added ? `${removed.path} replaced by ${added.coordinates}` : `${removed.path} removed`;
}

/** What is done and why, and what it fixes where the reason does not say so itself. */
function explained(operation: JarOperation): string {
  const { reason, fixes } = operation;
  const unsaid = fixes.filter((id) => !reason.includes(id));
  return `${described(operation)}: ${reason}${unsaid.length > 0 ? ` (fixes ${unsaid.join(", ")})` : ""}`;
}
