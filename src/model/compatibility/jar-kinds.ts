// Generated from schema/compatibility/jar-kinds.schema.json by `npm run types`: edit the schema.

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
 * Jars of which an image has one.
 */
export interface JarKindFacts {
  /**
   * Where an editor finds this schema.
   */
  readonly $schema: string;
  /**
   * What the file holds.
   */
  readonly description: string;
  /**
   * The kinds.
   *
   * @minItems 1
   */
  readonly kinds: readonly JarKind[];
}
/**
 * Artifacts that cannot stand beside each other: any two of `whole`, and one of `whole` beside one of `parts`.
 */
export interface JarKind {
  /**
   * What messages call it.
   */
  readonly name: string;
  /**
   * Artifacts that do the whole job, as group:artifact; `*` is anything.
   *
   * @minItems 1
   */
  readonly whole: readonly string[];
  /**
   * Artifacts whose classes the whole ones have too; several of these go together.
   *
   * @minItems 1
   */
  readonly parts?: readonly string[];
  readonly source: EvidenceSource;
  readonly date: EvidenceDate;
  readonly confidence: Confidence;
  readonly note?: EvidenceNote;
}
