import type { Part, StatedSeverity, Vulnerability } from "../advise/finding";
import type { Evidence, Knowledge } from "../model/knowledge";
import type { Component } from "./component";
import type { Inventory } from "./inventory";

/** What is to be said of one vulnerability and one component of an image. */
export interface VexStatement {
  /** Identifier, such as `CVE-2024-1597`. */
  readonly id: string;
  readonly component: Component;
  /**
   * `in_triage`: the version is affected, and nobody has examined whether it can be exploited in this image.
   * `resolved`: a change to the jars of the Spark distribution has removed it.
   */
  readonly state: "in_triage" | "resolved";
  /** Why the state is what it is. */
  readonly detail: string;
  /** What to do; empty: nothing. */
  readonly recommendation: string;
  /** What is known of the vulnerability; undefined where `compatibility/` has no row of it. */
  readonly known: KnownVulnerability | undefined;
}

/** A row of `compatibility/`. */
export interface KnownVulnerability {
  readonly severity: StatedSeverity;
  readonly summary: string;
  /** First fixed version of each release line that has a fix; empty where none is published. */
  readonly fixed: readonly string[];
  readonly evidence: Evidence;
}

/** What is to be said of an image: what was found in its components, then what was fixed in them. */
export function vexStatements(
  inventory: Inventory,
  found: readonly Vulnerability[],
  knowledge: Knowledge,
): readonly VexStatement[] {
  const open = found.flatMap((finding) => openStatements(inventory, finding));
  const isOpen = new Set(open.map(({ id, component }) => `${id} ${component.id}`));
  const resolved = inventory.components.flatMap((component) =>
    component.fixed
      .filter(({ id }) => !isOpen.has(`${id} ${component.id}`))
      .map(({ id, how }): VexStatement => {
        const known = knownVulnerability(knowledge, id);
        return { id, component, state: "resolved", detail: how, recommendation: "", known };
      }),
  );
  return [...open, ...resolved];
}

const NOT_EXAMINED =
  "This version is affected. Whether the vulnerability can be exploited in this image has not been examined.";

function openStatements({ components }: Inventory, finding: Vulnerability): readonly VexStatement[] {
  const { id, part, stated: severity, summary, fixed, wayOut, evidence } = finding;
  const spark = components.find((component) => component.id === "archive:spark")?.version;
  return components
    .filter((component) => isMeant(component, part, spark))
    .map((component) => ({
      id,
      component,
      state: "in_triage",
      detail: NOT_EXAMINED,
      recommendation: wayOut,
      known: { severity, summary, fixed, evidence },
    }));
}

/** Whether a finding is about a component of an image with this Spark. */
function isMeant(component: Component, { name, version, bundled }: Part, spark: string | undefined): boolean {
  if (bundled) {
    return bundled.some(
      (place) => place.spark === spark && component.path === `/opt/spark/jars/${place.file}`,
    );
  }
  if (name === "Spark") return component.id === "archive:spark" && component.version === version;
  return `${component.group}:${component.name}` === name && component.version === version;
}

function knownVulnerability(
  { jdbc, vulnerabilities }: Knowledge,
  id: string,
): KnownVulnerability | undefined {
  const rows = [...vulnerabilities.spark, ...vulnerabilities.jars, ...jdbc.vulnerabilities];
  const row = rows.find((candidate) => candidate.id === id);
  return row && { severity: row.severity, summary: row.summary, fixed: row.fixed, evidence: row };
}
