import type { CheckedImage } from "./check-image";
import type { Difference } from "./difference";

const MOST_SHOWN = 20;

/** What is said of documents. */
export function describeDocuments(count: number, differences: readonly Difference[]): string {
  const verdict = differences.length === 0 ? "valid by their formats' own schemas" : "NOT VALID";
  return `${count} documents: ${verdict}\n${shown(differences)}`;
}

/** What is said of an image. */
export function describeImage({ image, jars, wheels, files, covered, differences }: CheckedImage): string {
  const counts = `${jars} jars, ${wheels} wheels with ${files} files, ${covered} jars and packages of a listed whole`;
  const verdict =
    differences.length === 0 ? "nothing missing, nothing extra" : `${differences.length} DIFFERENCES`;
  return `${image}: ${counts}: ${verdict}\n${shown(differences)}`;
}

function shown(differences: readonly Difference[]): string {
  const rest = differences.length - MOST_SHOWN;
  return [...differences.slice(0, MOST_SHOWN), ...(rest > 0 ? [`and ${rest} more`] : [])]
    .map((line) => `  ${line}\n`)
    .join("");
}
