// Generated from schema/compatibility/jdbc.schema.json by `npm run types`: edit the schema.

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
 * What is known of JDBC drivers.
 */
export interface JdbcFacts {
  /**
   * Where an editor finds this schema.
   */
  readonly $schema: string;
  /**
   * What the file holds.
   */
  readonly description: string;
  /**
   * Drivers by database.
   *
   * @minItems 1
   */
  readonly drivers: readonly JdbcDriver[];
  /**
   * Other artifacts that bring a driver for the same database.
   *
   * @minItems 1
   */
  readonly alternatives: readonly JdbcAlternative[];
  /**
   * Java that an artifact needs.
   *
   * @minItems 1
   */
  readonly java: readonly JdbcJava[];
  /**
   * Known vulnerabilities of drivers.
   *
   * @minItems 1
   */
  readonly vulnerabilities: readonly JdbcVulnerability[];
}
/**
 * A JDBC driver.
 */
export interface JdbcDriver {
  /**
   * Key in the matrix.
   */
  readonly database: string;
  /**
   * The database's own name.
   */
  readonly title: string;
  /**
   * Maven group.
   */
  readonly group: string;
  /**
   * Maven artifact.
   */
  readonly artifact: string;
  /**
   * Class that implements java.sql.Driver.
   */
  readonly driverClass: string;
  /**
   * A URL that the driver accepts.
   */
  readonly url: string;
  readonly source: EvidenceSource;
  readonly date: EvidenceDate;
  readonly confidence: Confidence;
  readonly note?: EvidenceNote;
}
/**
 * Another artifact for a database.
 */
export interface JdbcAlternative {
  /**
   * Key in the matrix.
   */
  readonly database: string;
  /**
   * Maven group and artifact.
   */
  readonly package: string;
  readonly source: EvidenceSource;
  readonly date: EvidenceDate;
  readonly confidence: Confidence;
  readonly note?: EvidenceNote;
}
/**
 * The lowest Java of a driver.
 */
export interface JdbcJava {
  /**
   * Maven group and artifact.
   */
  readonly package: string;
  /**
   * End of the versions that this holds for, such as `.jre11`; empty: every version.
   */
  readonly suffix: string;
  /**
   * Lowest Java feature release.
   */
  readonly java: number;
  readonly source: EvidenceSource;
  readonly date: EvidenceDate;
  readonly confidence: Confidence;
  readonly note?: EvidenceNote;
}
/**
 * A vulnerability of a package.
 */
export interface JdbcVulnerability {
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
