// Generated from schema/compatibility/jar-families.schema.json by `npm run types`: edit the schema.

/**
 * A Maven group, or an artifact without its group.
 */
export type MavenName = string;
/**
 * An artifact: group:artifact.
 */
export type GroupArtifact = string;
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
 * Which jars of Spark distributions are released together.
 */
export interface JarFamilyFacts {
  /**
   * Where an editor finds this schema.
   */
  readonly $schema: string;
  /**
   * What the file holds.
   */
  readonly description: string;
  /**
   * The families, by name.
   *
   * @minItems 1
   */
  readonly families: readonly JarFamily[];
  /**
   * Where distributions themselves give a jar another major version of an artifact than its POM names.
   */
  readonly majors: readonly BridgedMajor[];
}
/**
 * Jars that are built and tested in one release, and that a class path has in one release or not at all. Artifacts are named without the Scala version that some names end with.
 */
export interface JarFamily {
  /**
   * What messages call it.
   */
  readonly name: string;
  /**
   * Maven groups whose other artifacts are of the family too, but for those of `apart`. Empty where the artifacts have no parent POM in common, which a group alone does not replace.
   */
  readonly groups: readonly MavenName[];
  /**
   * The artifacts that distributions have, as group:artifact.
   *
   * @minItems 2
   */
  readonly artifacts: readonly GroupArtifact[];
  /**
   * Those whose version states the release's major and minor alone: 2.20 beside 2.20.0.
   *
   * @minItems 1
   */
  readonly minor?: readonly GroupArtifact[];
  /**
   * Artifacts of the groups that have releases of their own.
   *
   * @minItems 1
   */
  readonly apart?: readonly GroupArtifact[];
  /**
   * Which artifacts of the family others of it do not run without, by the POMs: names without their group.
   */
  readonly needs?: {
    /**
     * @minItems 1
     */
    readonly [k: string]: readonly MavenName[];
  };
  readonly source: EvidenceSource;
  readonly date: EvidenceDate;
  readonly confidence: Confidence;
  readonly note?: EvidenceNote;
}
/**
 * A major version that does for a lower one.
 */
export interface BridgedMajor {
  readonly artifact: GroupArtifact;
  /**
   * Major version that the POM of a jar names.
   */
  readonly named: string;
  /**
   * Major version that the distribution has.
   */
  readonly has: string;
  readonly source: EvidenceSource;
  readonly date: EvidenceDate;
  readonly confidence: Confidence;
  readonly note?: EvidenceNote;
}
