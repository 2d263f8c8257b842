// Generated from schema/audit.schema.json by `npm run types`: edit the schema.

/**
 * How many.
 */
export type Count = number;
/**
 * How much it weighs on that day.
 */
export type AuditSeverity = "info" | "low" | "medium" | "high" | "critical";
/**
 * A day, YYYY-MM-DD.
 */
export type Day = string;

/**
 * What `npx projen audit --json` prints: what ought to be known of the images on a day.
 */
export interface AuditReport {
  /**
   * Version of this form. Another key may come without another version; a key never goes or changes its meaning without one.
   */
  readonly version: 1;
  /**
   * Day that dates were compared with.
   */
  readonly date: string;
  /**
   * Highest severity found; null where nothing is.
   */
  readonly worst: "info" | "low" | "medium" | "high" | "critical" | null;
  readonly counts: AuditCounts;
  /**
   * The most severe first.
   */
  readonly findings: readonly AuditFinding[];
}
/**
 * How many findings there are of each severity.
 */
export interface AuditCounts {
  readonly info: Count;
  readonly low: Count;
  readonly medium: Count;
  readonly high: Count;
  readonly critical: Count;
}
/**
 * One finding, with the same keys whatever its kind.
 */
export interface AuditFinding {
  /**
   * What it is about.
   */
  readonly kind: "end-of-life" | "vulnerability" | "license";
  readonly severity: AuditSeverity;
  /**
   * Identifier of a vulnerability, such as `CVE-2024-1597`; null for another kind.
   */
  readonly id: string | null;
  /**
   * Severity that the advisory of a vulnerability states; null where none was read, which weighs `medium`, and for another kind.
   */
  readonly stated: "critical" | "high" | "medium" | "low" | null;
  readonly part: AuditPart;
  /**
   * Folders of `docker/`, by name, whose images hold the part.
   */
  readonly images: readonly string[];
  /**
   * What there is to know, in a few words.
   */
  readonly summary: string;
  /**
   * Last day of regular support; null for another kind.
   */
  readonly ends: Day | null;
  /**
   * Last day of long-term support; null where there is none, and for another kind.
   */
  readonly longTerm: Day | null;
  /**
   * First fixed version of each release line that has a fix; empty where none is published, and for another kind.
   */
  readonly fixed: readonly string[];
  /**
   * What to do about it.
   */
  readonly wayOut: string;
  /**
   * Where it was read: a URL, a file of this project, or what was read or measured.
   */
  readonly source: string;
  /**
   * Day on which it was read; null for what the lock says.
   */
  readonly read: Day | null;
  /**
   * How sure it is, as schema/compatibility/evidence.schema.json explains; null for what the lock says.
   */
  readonly confidence: "measured" | "documented" | "reported" | "single" | "inferred" | null;
  /**
   * What of it is not verified, or what else has to be known.
   */
  readonly note: string | null;
}
/**
 * The part that it is about.
 */
export interface AuditPart {
  /**
   * `Debian`, `Python`, `PySpark`, `Spark`, a Maven group and artifact, or a Python package.
   */
  readonly name: string;
  /**
   * Version in the images; the line, such as `4.1`, where the end of a line's support is told.
   */
  readonly version: string;
  /**
   * For a jar of Spark distributions: each of them.
   */
  readonly bundledIn: readonly AuditBundle[];
}
/**
 * A Spark distribution that has the jar.
 */
export interface AuditBundle {
  /**
   * Version of Spark.
   */
  readonly spark: string;
  /**
   * Path of the jar under the folder `jars`.
   */
  readonly file: string;
}
