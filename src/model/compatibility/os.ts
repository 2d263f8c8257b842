// Generated from schema/compatibility/os.schema.json by `npm run types`: edit the schema.

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
 * What is known of Debian releases.
 */
export interface OsFacts {
  /**
   * Where an editor finds this schema.
   */
  readonly $schema: string;
  /**
   * What the file holds.
   */
  readonly description: string;
  /**
   * Debian releases.
   *
   * @minItems 1
   */
  readonly releases: readonly DebianRelease[];
  /**
   * JDKs in a release's main archive.
   *
   * @minItems 1
   */
  readonly jdks: readonly DebianJdk[];
  /**
   * Days on which support ends.
   *
   * @minItems 1
   */
  readonly endOfLife: readonly DebianEndOfLife[];
}
/**
 * A Debian release.
 */
export interface DebianRelease {
  /**
   * Code name.
   */
  readonly release: string;
  /**
   * Number, such as `12`; null for one that is not released.
   */
  readonly version: string | null;
  /**
   * Version of its C library.
   */
  readonly glibc: string;
  readonly source: EvidenceSource;
  readonly date: EvidenceDate;
  readonly confidence: Confidence;
  readonly note?: EvidenceNote;
}
/**
 * A JDK of a Debian release.
 */
export interface DebianJdk {
  /**
   * Code name.
   */
  readonly release: string;
  /**
   * Java feature release: package openjdk-N-jre-headless.
   */
  readonly java: number;
  readonly source: EvidenceSource;
  readonly date: EvidenceDate;
  readonly confidence: Confidence;
  readonly note?: EvidenceNote;
}
/**
 * The end of a Debian release.
 */
export interface DebianEndOfLife {
  /**
   * Code name.
   */
  readonly release: string;
  /**
   * Last day of regular security support.
   */
  readonly regular: string;
  /**
   * Last day of long-term support (LTS).
   */
  readonly longTerm: string;
  readonly source: EvidenceSource;
  readonly date: EvidenceDate;
  readonly confidence: Confidence;
  readonly note?: EvidenceNote;
}
