// Generated from schema/compatibility/iceberg.schema.json by `npm run types`: edit the schema.

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
 * What is known of Apache Iceberg's runtimes for Spark.
 */
export interface IcebergFacts {
  /**
   * Where an editor finds this schema.
   */
  readonly $schema: string;
  /**
   * What the file holds.
   */
  readonly description: string;
  /**
   * The newest release that the other rows were held against: nothing is known of later ones.
   *
   * @minItems 1
   * @maxItems 1
   */
  readonly newest: readonly IcebergNewest[];
  /**
   * Runtime artifacts, by Spark line and Scala.
   *
   * @minItems 1
   */
  readonly runtimes: readonly IcebergRuntime[];
  /**
   * Spark lines that were looked for and have no runtime.
   *
   * @minItems 1
   */
  readonly withoutRuntime: readonly IcebergWithout[];
  /**
   * Java that a release needs.
   *
   * @minItems 1
   */
  readonly java: readonly IcebergJava[];
  /**
   * The AWS SDK in the bundle iceberg-aws-bundle.
   *
   * @minItems 1
   */
  readonly awsSdk: readonly IcebergAwsSdk[];
}
/**
 * The newest release known.
 */
export interface IcebergNewest {
  /**
   * Iceberg release.
   */
  readonly release: string;
  readonly source: EvidenceSource;
  readonly date: EvidenceDate;
  readonly confidence: Confidence;
  readonly note?: EvidenceNote;
}
/**
 * A runtime artifact and the releases that have it.
 */
export interface IcebergRuntime {
  /**
   * Spark release line, major and minor, such as `4.1`.
   */
  readonly line: string;
  /**
   * Scala versions that it is published for.
   *
   * @minItems 1
   *
   * Items: Scala version, major and minor.
   */
  readonly scala: readonly string[];
  /**
   * First Iceberg release that has it.
   */
  readonly first: string;
  /**
   * Last Iceberg release that has it; null where the newest has it.
   */
  readonly last: string | null;
  readonly source: EvidenceSource;
  readonly date: EvidenceDate;
  readonly confidence: Confidence;
  readonly note?: EvidenceNote;
}
/**
 * A Spark line without a runtime.
 */
export interface IcebergWithout {
  /**
   * Spark release line, major and minor, such as `4.1`.
   */
  readonly line: string;
  /**
   * Newest Iceberg release that was looked at.
   */
  readonly checked: string;
  readonly source: EvidenceSource;
  readonly date: EvidenceDate;
  readonly confidence: Confidence;
  readonly note?: EvidenceNote;
}
/**
 * The lowest Java from a release on.
 */
export interface IcebergJava {
  /**
   * First Iceberg release with this need.
   */
  readonly from: string;
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
 * The AWS SDK of a release.
 */
export interface IcebergAwsSdk {
  /**
   * Iceberg release.
   */
  readonly release: string;
  /**
   * Version of the AWS SDK for Java.
   */
  readonly sdk: string;
  readonly source: EvidenceSource;
  readonly date: EvidenceDate;
  readonly confidence: Confidence;
  readonly note?: EvidenceNote;
}
