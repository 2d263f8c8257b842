// Generated from schema/compatibility/jar-proofs.schema.json by `npm run types`: edit the schema.

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
 * What came of running a job with changed jars in a Spark distribution.
 */
export interface JarProofFacts {
  /**
   * Where an editor finds this schema.
   */
  readonly $schema: string;
  /**
   * What the file holds.
   */
  readonly description: string;
  /**
   * Runs, each of one Spark and one set of changes.
   *
   * @minItems 1
   */
  readonly proofs: readonly JarProof[];
}
/**
 * A run of the job with one set of changes.
 */
export interface JarProof {
  /**
   * Spark version of the distribution.
   */
  readonly spark: string;
  /**
   * What was changed, all of it together; empty: the distribution as it is.
   */
  readonly changes: readonly JarChange[];
  /**
   * The step of the job that failed, and why; null where all of them worked.
   */
  readonly failure: string | null;
  /**
   * SHA-256 of the job that ran: of the files in harness/prove/job.
   */
  readonly job: string;
  /**
   * Version of the Java that ran it.
   */
  readonly java: string;
  readonly source: EvidenceSource;
  readonly date: EvidenceDate;
  readonly confidence: Confidence;
  readonly note?: EvidenceNote;
}
/**
 * A change to the jars of a distribution, as an entry of the matrix's `jarSurgery` has it: `replace` and `with`, or `add`, or `remove`.
 */
export interface JarChange {
  /**
   * File name of the jar that is replaced.
   */
  readonly replace?: string;
  /**
   * Maven coordinates of the jar that takes its place.
   */
  readonly with?: string;
  /**
   * Maven coordinates of a jar that is added.
   */
  readonly add?: string;
  /**
   * File name of a jar that is removed.
   */
  readonly remove?: string;
}
