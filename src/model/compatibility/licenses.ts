// Generated from schema/compatibility/licenses.schema.json by `npm run types`: edit the schema.

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
 * Names of licences in the metadata of packages, and what they mean.
 */
export interface LicenseFacts {
  /**
   * Where an editor finds this schema.
   */
  readonly $schema: string;
  /**
   * What the file holds.
   */
  readonly description: string;
  /**
   * Licences by the names that metadata give them.
   *
   * @minItems 1
   */
  readonly licenses: readonly NamedLicense[];
}
/**
 * A licence.
 */
export interface NamedLicense {
  /**
   * Names in POMs and wheels; upper and lower case are the same.
   *
   * @minItems 1
   */
  readonly names: readonly string[];
  /**
   * SPDX expression; a LicenseRef where SPDX has no name.
   */
  readonly license: string;
  /**
   * What whoever ships the file must know.
   */
  readonly attention?: string;
  readonly source: EvidenceSource;
  readonly date: EvidenceDate;
  readonly confidence: Confidence;
  readonly note?: EvidenceNote;
}
