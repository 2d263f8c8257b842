import type { Finding, Part } from "../../src/advise/finding";
import type { AuditFinding, AuditPart, AuditReport } from "../../src/model/audit";
import { SEVERITIES, type Severity, compareSeverities, severityOf } from "../../src/advise/severity";

/** Weighs findings on a day, YYYY-MM-DD. */
export function reportOn(findings: readonly Finding[], date: string): AuditReport {
  const entries = findings
    .map((finding) => entryOf(finding, severityOf(finding, date), date))
    .toSorted((a, b) => compareSeverities(b.severity, a.severity));
  const count = (severity: Severity): number => entries.filter((entry) => entry.severity === severity).length;
  const counts = Object.fromEntries(SEVERITIES.map((severity) => [severity, count(severity)]));
  return {
    version: 1,
    date,
    worst: entries[0]?.severity ?? null,
    counts: counts as Record<Severity, number>,
    findings: entries,
  };
}

function entryOf(finding: Finding, severity: Severity, date: string): AuditFinding {
  const { kind, part, wayOut } = finding;
  const common = { kind, severity, part: partOf(part), images: part.images, wayOut };
  const none = { id: null, stated: null, ends: null, longTerm: null, fixed: [] };
  switch (finding.kind) {
    case "end-of-life": {
      const { ends, longTerm, evidence } = finding;
      return {
        ...common,
        ...none,
        summary: endSummary(ends, longTerm, date),
        ends,
        longTerm,
        ...read(evidence),
      };
    }
    case "vulnerability": {
      const { id, stated, summary, fixed, evidence } = finding;
      return { ...common, ...none, id, stated, summary, fixed, ...read(evidence) };
    }
    case "license": {
      const summary = `${finding.license}: ${finding.attention}`;
      const source = { source: "lock.json", read: null, confidence: null, note: null };
      return { ...common, ...none, summary, ...source };
    }
  }
}

function partOf({ name, version, bundled = [] }: Part): AuditPart {
  return { name, version, bundledIn: bundled };
}

function endSummary(ends: string, longTerm: string | null, date: string): string {
  const verb = (last: string): string => (date > last ? "ended" : "ends");
  if (longTerm === null) return `support ${verb(ends)} on ${ends}`;
  return `regular support ${verb(ends)} on ${ends}, long-term support ${verb(longTerm)} on ${longTerm}`;
}

function read({ source, date, confidence, note }: Extract<Finding, { evidence: object }>["evidence"]) {
  return { source, read: date, confidence, note: note ?? null };
}
