import { Enums, Models } from "@cyclonedx/cyclonedx-library";
import { type BomText, metadataOf, withSerialNumber } from "./bom-text";
import type { Composition } from "./completeness";
import { imageComponent } from "./cyclonedx";
import type { Inventory } from "./inventory";
import type { Origin } from "./origin";
import { properties } from "./properties";
import type { KnownVulnerability, VexStatement } from "./vex-statements";

/** The CycloneDX VEX document of an image; it refers to the components of the image's CycloneDX document. */
export function writeVex(
  inventory: Inventory,
  statements: readonly VexStatement[],
  bom: BomText,
  origin: Origin,
): BomText {
  const vulnerabilities = statements.map((statement) => vulnerability(statement, bom));
  const metadata = metadataOf(origin, imageComponent(inventory));
  metadata.properties = properties([["coverage", COVERAGE]]);
  const document = new Models.Bom({
    metadata,
    vulnerabilities: new Models.Vulnerability.VulnerabilityRepository(vulnerabilities),
  });
  return withSerialNumber(document, compositionsOf(statements));
}

const COVERAGE =
  "Only the vulnerabilities that compatibility/ has a row of, and those that a change to jars names: not a complete list.";

function vulnerability(statement: VexStatement, bom: BomText): Models.Vulnerability.Vulnerability {
  const { id, state, detail, recommendation, known } = statement;
  return new Models.Vulnerability.Vulnerability({
    bomRef: refOf(statement),
    id,
    ...(recommendation && { recommendation }),
    analysis: new Models.Vulnerability.Analysis({ state: STATES[state], detail }),
    affects: new Models.Vulnerability.AffectRepository([affected(statement, bom)]),
    ...(known && facts(known)),
  });
}

const STATES = {
  in_triage: Enums.Vulnerability.AnalysisState.InTriage,
  resolved: Enums.Vulnerability.AnalysisState.Resolved,
} as const;

function facts({ severity, summary, fixed, evidence }: KnownVulnerability) {
  const { source, date, confidence, note } = evidence;
  const isUrl = URL.canParse(source);
  const read = new Models.Vulnerability.Source(isUrl ? { url: source } : { name: source });
  return {
    source: read,
    description: summary,
    ratings: new Models.Vulnerability.RatingRepository(
      severity ? [new Models.Vulnerability.Rating({ severity: SEVERITIES[severity], source: read })] : [],
    ),
    advisories: new Models.Vulnerability.AdvisoryRepository(
      isUrl ? [new Models.Vulnerability.Advisory(source)] : [],
    ),
    properties: properties([
      ["read-on", date],
      ["confidence", confidence],
      ...fixed.map((version) => ["fixed-in", version] as const),
      ...(note ? [["note", note] as const] : []),
    ]),
  };
}

const SEVERITIES = {
  critical: Enums.Vulnerability.Severity.Critical,
  high: Enums.Vulnerability.Severity.High,
  medium: Enums.Vulnerability.Severity.Medium,
  low: Enums.Vulnerability.Severity.Low,
} as const;

/** The component, in the other document, and whether its version is affected. */
function affected({ component, state }: VexStatement, bom: BomText): Models.Vulnerability.Affect {
  const uuid = bom.serialNumber.replace("urn:uuid:", "");
  const link = new Models.BomLinkElement(`urn:cdx:${uuid}/1#${encodeURIComponent(component.id)}`);
  const { Affected, Unaffected } = Enums.Vulnerability.AffectStatus;
  const status = state === "resolved" ? Unaffected : Affected;
  const version = new Models.Vulnerability.AffectedSingleVersion(component.version, { status });
  return new Models.Vulnerability.Affect(link, {
    versions: new Models.Vulnerability.AffectedVersionRepository([version]),
  });
}

function compositionsOf(statements: readonly VexStatement[]): readonly Composition[] {
  if (statements.length === 0) return [];
  const vulnerabilities = statements.map(refOf);
  return [{ "bom-ref": "composition:vulnerabilities", aggregate: "incomplete", vulnerabilities }];
}

function refOf({ id, component }: VexStatement): string {
  return `vulnerability:${id}:${component.id}`;
}
