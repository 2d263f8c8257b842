// Generated from schema/compatibility/distributions.schema.json by `npm run types`: edit the schema.

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
 * Which jars the distribution of each Spark patch has.
 */
export interface DistributionFacts {
  /**
   * Where an editor finds this schema.
   */
  readonly $schema: string;
  /**
   * What the file holds.
   */
  readonly description: string;
  /**
   * Distributions, the lowest Spark first.
   *
   * @minItems 1
   */
  readonly distributions: readonly Distribution[];
}
/**
 * The jars of one Spark patch, as differences from the patch before it in its line; the first of a line is written out.
 */
export interface Distribution {
  /**
   * Spark version.
   */
  readonly version: string;
  /**
   * SHA-256 of PySpark's source package, which carries the jars.
   */
  readonly pyspark: string;
  /**
   * Jars that the patch before has and this one has not, by their paths under `jars/`.
   *
   * Items: A path.
   */
  readonly without: readonly string[];
  /**
   * Jars that this patch has and the one before has not.
   *
   * Items: A path.
   */
  readonly with: readonly string[];
  readonly source: EvidenceSource;
  readonly date: EvidenceDate;
  readonly confidence: Confidence;
  readonly note?: EvidenceNote;
}
