import { list } from "../check/rule";
import { daysAfter } from "./day";
import type { EndOfLife, Finding, LicenseNotice, Vulnerability } from "./finding";
import { NOTICE_DAYS, SEVERITIES } from "./severity";

/** Where the generated documentation lists every finding. */
export const ADVICE = "docs/advice.md";

/**
 * What `npx projen` says of the findings: a line for each part that it is about, one for all licences. They are the same
 * on every day: an end of support is told where it lies at most half a year after the day on which the fact was read.
 */
export function warnings(findings: readonly Finding[]): readonly string[] {
  const ends = findings.filter((finding) => finding.kind === "end-of-life").filter(isNear);
  const vulnerabilities = findings.filter((finding) => finding.kind === "vulnerability");
  const licenses = findings.filter((finding) => finding.kind === "license");
  const ofParts = vulnerabilities.filter(({ part }) => !part.bundled);
  const lines = [
    ...ends.map(endLine),
    ...[...grouped(ofParts, ({ part }) => `${part.name} ${part.version}`).values()].map(partLine),
    ...[...bySpark(vulnerabilities)].map(([spark, found]) => sparkLine(spark, found)),
    ...(licenses.length > 0 ? [licenseLine(licenses)] : []),
  ];
  return lines.length > 0
    ? [...lines, `more about these, and all dates: ${ADVICE}; on a day: npx projen audit`]
    : [];
}

function isNear({ ends, evidence }: EndOfLife): boolean {
  return ends <= daysAfter(evidence.date, NOTICE_DAYS);
}

function endLine({ part, ends, longTerm, wayOut }: EndOfLife): string {
  const support = longTerm === null ? "support" : "regular support";
  const later = longTerm === null ? "" : ` (long-term ${longTerm})`;
  return `${part.name} ${part.version}: last day of ${support} ${ends}${later}; ${wayOut}`;
}

function partLine(found: readonly Vulnerability[]): string {
  const [first] = found;
  if (!first) return "";
  const { part, cleanFrom } = first;
  const fix = cleanFrom === null ? "no version with every fix is known" : `fixed in ${cleanFrom}`;
  return `${part.name} ${part.version}: ${list(found.map(withSeverity))}; ${fix}`;
}

/** The vulnerabilities of the jars of each Spark distribution, by its version. */
function bySpark(vulnerabilities: readonly Vulnerability[]): ReadonlyMap<string, readonly Vulnerability[]> {
  const found = new Map<string, Vulnerability[]>();
  for (const vulnerability of vulnerabilities) {
    for (const spark of new Set(vulnerability.part.bundled?.map((place) => place.spark))) {
      const known = found.get(spark);
      if (known) known.push(vulnerability);
      else found.set(spark, [vulnerability]);
    }
  }
  return found;
}

function sparkLine(spark: string, found: readonly Vulnerability[]): string {
  const jars = new Set(found.map(({ part }) => `${part.name} ${part.version}`));
  const [worst] = found.toSorted((a, b) => rank(b) - rank(a));
  const example = worst && `such as ${withSeverity(worst)} in ${worst.part.name} ${worst.part.version}`;
  return `Spark ${spark}: ${found.length} known vulnerabilities in ${jars.size} of its jars, ${example}`;
}

function rank({ stated }: Vulnerability): number {
  return stated === null ? -1 : SEVERITIES.indexOf(stated);
}

function licenseLine(found: readonly LicenseNotice[]): string {
  const parts = found.length === 1 ? "1 part needs" : `${found.length} parts need`;
  return `licences: ${parts} attention before an image is published, such as ${found[0]?.part.name} (${found[0]?.license})`;
}

function withSeverity({ id, stated }: Vulnerability): string {
  return stated === null ? id : `${id} (${stated})`;
}

/** Items by a key, in the order of their first. */
function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const known = groups.get(keyOf(item));
    if (known) known.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
