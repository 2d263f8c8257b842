import { SEVERITIES } from "../../src/advise/severity";
import type { AuditFinding, AuditReport } from "../../src/model/audit";

/** The report for people: the most severe first, a way out and a source for each finding. */
export function formatReport({ date, counts, findings }: AuditReport): string {
  const found = SEVERITIES.toReversed().filter((severity) => counts[severity] > 0);
  const totals = found.map((severity) => `${counts[severity]} ${severity}`);
  const head = `On ${date}: ${totals.length > 0 ? totals.join(", ") : "nothing found"}.`;
  const groups = found.map((severity) =>
    [severity, ...findings.filter((entry) => entry.severity === severity).map(formatEntry)].join("\n"),
  );
  return `${[head, ...groups].join("\n\n")}\n`;
}

function formatEntry({
  kind,
  id,
  stated,
  part,
  images,
  summary,
  wayOut,
  source,
  read,
}: AuditFinding): string {
  const sparks = [...new Set(part.bundledIn.map(({ spark }) => spark))];
  const place = sparks.length > 0 ? ` in Spark ${sparks.join(", ")}` : "";
  const unread = kind === "vulnerability" && stated === null ? " (no severity was read)" : "";
  return [
    `  ${part.name} ${part.version}${place}: ${id === null ? "" : `${id}, `}${summary}${unread}`,
    `    way out: ${wayOut}`,
    `    source:  ${source}${read === null ? "" : ` (${read})`}`,
    `    images:  ${images.join(", ")}`,
  ].join("\n");
}
