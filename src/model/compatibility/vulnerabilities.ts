// Generated from schema/compatibility/vulnerabilities.schema.json by `npm run types`: edit the schema.

/**
 * Where the fact was read: a URL, or what was read or measured.
 */
export type EvidenceSource = string;
/**
 * Day on which it was read or measured.
 */
export type EvidenceDate = string;
/**
 * How sure the fact is. `measured`: found in the bytes of the published artifact, or by asking its registry. `documented`: stated by the project that decides it. `reported`: two or more independent sources agree. `single`: one source, so unproven. `inferred`: follows from other facts, stated by nobody.
 */
export type Confidence = "measured" | "documented" | "reported" | "single" | "inferred";
/**
 * What of the row is not verified, or what else must be known to read it.
 */
export type EvidenceNote = string;

/**
 * Known vulnerabilities of Spark and of the third-party jars of its distributions. Not a complete list: what was read and is recorded with its source.
 */
export interface VulnerabilityFacts {
  /**
   * Where an editor finds this schema.
   */
  readonly $schema: string;
  /**
   * What the file holds.
   */
  readonly description: string;
  /**
   * Vulnerabilities of Spark itself; the package stands for the distribution and its version is Spark's.
   *
   * @minItems 1
   */
  readonly spark: readonly SparkVulnerability[];
  /**
   * Vulnerabilities of jars in Spark's distributions.
   *
   * @minItems 1
   */
  readonly jars: readonly JarVulnerability[];
}
/**
 * A vulnerability of a package.
 */
export interface SparkVulnerability {
  /**
   * Identifier.
   */
  readonly id: string;
  /**
   * Maven group and artifact, such as `org.postgresql:postgresql`.
   */
  readonly package: string;
  /**
   * First affected version; null: every version before the fix.
   */
  readonly affectedFrom: string | null;
  /**
   * First fixed version of each release line that has a fix. A version is fixed from the first fixed version of its own line (same major and minor) on, and otherwise from the highest on. Empty: no fix is published for these coordinates.
   *
   * Items: Fixed version.
   */
  readonly fixed: readonly string[];
  /**
   * Severity that the advisory states; null where none was read.
   */
  readonly severity: "critical" | "high" | "medium" | "low" | null;
  /**
   * What can happen, in a few words.
   */
  readonly summary: string;
  readonly source: EvidenceSource;
  readonly date: EvidenceDate;
  readonly confidence: Confidence;
  readonly note?: EvidenceNote;
}
/**
 * A vulnerability of a package.
 */
export interface JarVulnerability {
  /**
   * Identifier.
   */
  readonly id: string;
  /**
   * Maven group and artifact, such as `org.postgresql:postgresql`.
   */
  readonly package: string;
  /**
   * First affected version; null: every version before the fix.
   */
  readonly affectedFrom: string | null;
  /**
   * First fixed version of each release line that has a fix. A version is fixed from the first fixed version of its own line (same major and minor) on, and otherwise from the highest on. Empty: no fix is published for these coordinates.
   *
   * Items: Fixed version.
   */
  readonly fixed: readonly string[];
  /**
   * Severity that the advisory states; null where none was read.
   */
  readonly severity: "critical" | "high" | "medium" | "low" | null;
  /**
   * What can happen, in a few words.
   */
  readonly summary: string;
  readonly source: EvidenceSource;
  readonly date: EvidenceDate;
  readonly confidence: Confidence;
  readonly note?: EvidenceNote;
}
