import { hasUnnamedTerms } from "../model/license";
import { daysAfter } from "./day";
import type { EndOfLife, Finding } from "./finding";

/** How much a finding weighs, the least first. */
export const SEVERITIES = ["info", "low", "medium", "high", "critical"] as const;
/** How much a finding weighs. */
export type Severity = (typeof SEVERITIES)[number];

/** Days before the end of support from which on it is a warning: half a year, the time that a move takes. */
export const NOTICE_DAYS = 183;

/**
 * How much a finding weighs on a day, YYYY-MM-DD. A vulnerability weighs what its advisory states, `medium` where no
 * severity was read. A licence is `info`; `low` where it has no SPDX name, since nobody can tell its terms from that.
 */
export function severityOf(finding: Finding, day: string): Severity {
  switch (finding.kind) {
    case "end-of-life":
      return severityOfEnd(finding, day);
    case "vulnerability":
      return finding.stated ?? "medium";
    case "license":
      return hasUnnamedTerms(finding.license) ? "low" : "info";
  }
}

/** Support is there up to and on its last day: from the next day on a part without it is `high`, `medium` with LTS. */
function severityOfEnd({ ends, longTerm }: EndOfLife, day: string): Severity {
  if (day > (longTerm ?? ends)) return "high";
  if (day > ends) return "medium";
  return daysAfter(day, NOTICE_DAYS) >= ends ? "low" : "info";
}

/** The heavier of two severities decides. */
export function compareSeverities(one: Severity, other: Severity): number {
  return SEVERITIES.indexOf(one) - SEVERITIES.indexOf(other);
}
