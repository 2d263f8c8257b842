import type { EndOfLife, Finding, LicenseNotice, Vulnerability } from "../advise/finding";
import { ADVICE } from "../advise/warnings";
import type { JarChange, JarProof } from "../model/compatibility/jar-proofs";
import type { Project } from "../model/project";
import type { RenderedFile } from "./file";
import { markdownText } from "./markdown";
import { surgeryView } from "./surgery-view";
import type { Templates } from "./templates";

/** The document of what is no error and ought to be known: every finding, the dates as they are, on every day the same. */
export function renderAdvice(
  { inputs, folders }: Pick<Project, "inputs" | "folders">,
  findings: readonly Finding[],
  templates: Templates,
): RenderedFile {
  const sources = `${inputs.join(", ")} and templates/advice.md.hbs`;
  const view = {
    ends: findings.filter((finding) => finding.kind === "end-of-life").map(endView),
    vulnerabilities: findings.filter((finding) => finding.kind === "vulnerability").map(vulnerabilityView),
    tried: triedView(findings),
    licenses: findings.filter((finding) => finding.kind === "license").map(licenseView),
  };
  return {
    path: ADVICE,
    content: templates.render("advice.md", { ...cells(view), ...surgeryView({ folders }), sources }),
    executable: false,
  };
}

function endView({ part, ends, longTerm, wayOut, evidence }: EndOfLife) {
  return { ...partView(part), ends, longTerm: longTerm ?? "none", wayOut, source: sourceOf(evidence) };
}

function vulnerabilityView({ id, part, stated, summary, wayOut, evidence }: Vulnerability) {
  const sparks = [...new Set(part.bundled?.map(({ spark }) => spark))];
  return {
    ...partView(part),
    place: sparks.length > 0 ? ` in Spark ${sparks.join(", ")}` : "",
    id,
    severity: stated ?? "not read",
    summary,
    wayOut,
    source: sourceOf(evidence),
  };
}

/** The runs of a job with other jars; the same of two Sparks in one row, what worked before what failed. */
function triedView(findings: readonly Finding[]) {
  const rows = new Map<string, { readonly proof: JarProof; readonly sparks: Set<string> }>();
  for (const proof of findings.flatMap((finding) =>
    finding.kind === "vulnerability" ? finding.tried : [],
  )) {
    const { changes, failure, job, java, date } = proof;
    const key = JSON.stringify([changes, failure, job, java, date]);
    const known = rows.get(key) ?? { proof, sparks: new Set() };
    known.sparks.add(proof.spark);
    rows.set(key, known);
  }
  const views = [...rows.values()].map(({ proof, sparks }) => ({
    sparks: [...sparks].join(", "),
    changes: proof.changes.map(changeText).join(", "),
    hasWorked: proof.failure === null,
    failure: proof.failure ?? "",
    ran: `${proof.date}, Java ${proof.java}, job ${proof.job.slice(0, SHORT_DIGEST)}`,
  }));
  return [...views.filter(({ hasWorked }) => hasWorked), ...views.filter(({ hasWorked }) => !hasWorked)];
}

const SHORT_DIGEST = 12;

function changeText({ replace, with: replacing, add, remove }: JarChange): string {
  if (replace !== undefined) return `${replace} by ${replacing}`;
  return add === undefined ? `${remove} removed` : `${add} added`;
}

function licenseView({ part, license }: LicenseNotice) {
  return { ...partView(part), license };
}

function partView({ name, version, images }: Finding["part"]) {
  return { name, version, images: images.join(", ") };
}

/** Where a fact was read and when; how sure it is, where it is not documented by whom it is about. */
function sourceOf({ source, date, confidence, note }: EndOfLife["evidence"]): string {
  const doubt = confidence === "documented" || confidence === "measured" ? "" : `, ${confidence}`;
  return `${source} (${date}${doubt})${note === undefined ? "" : `. ${note}`}`;
}

/** The values of a view as texts of a document. */
function cells<T>(view: T): T {
  return JSON.parse(JSON.stringify(view), (_, value: unknown) =>
    typeof value === "string" ? markdownText(value) : value,
  ) as T;
}
