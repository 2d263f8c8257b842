// Generated from schema/compatibility/spark.schema.json by `npm run types`: edit the schema.

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
 * What is known of Spark's release lines.
 */
export interface SparkFacts {
  /**
   * Where an editor finds this schema.
   */
  readonly $schema: string;
  /**
   * What the file holds.
   */
  readonly description: string;
  /**
   * Scala versions that binaries are published for.
   *
   * @minItems 1
   */
  readonly scala: readonly SparkScala[];
  /**
   * Java releases that run it.
   *
   * @minItems 1
   */
  readonly java: readonly SparkJava[];
  /**
   * Java releases with which the archive of a line's classes was made and found to be used: docs/start-up.md.
   *
   * @minItems 1
   */
  readonly classDataSharing: readonly SparkClassDataSharing[];
  /**
   * Python versions that run PySpark.
   *
   * @minItems 1
   */
  readonly python: readonly SparkPython[];
  /**
   * Parts of the distribution `bin-hadoop3` that other parts must match.
   *
   * @minItems 1
   */
  readonly bundled: readonly SparkBundled[];
  /**
   * The jars that make s3a:// work, by bundled Hadoop.
   *
   * @minItems 1
   */
  readonly s3a: readonly S3AJars[];
  /**
   * Days on which support ends.
   *
   * @minItems 1
   */
  readonly endOfLife: readonly SparkEndOfLife[];
}
/**
 * The Scala versions of a line.
 */
export interface SparkScala {
  /**
   * Spark release line, major and minor, such as `4.1`.
   */
  readonly line: string;
  /**
   * The first is the one whose distribution has no suffix.
   *
   * @minItems 1
   *
   * Items: Scala version, major and minor.
   */
  readonly scala: readonly string[];
  readonly source: EvidenceSource;
  readonly date: EvidenceDate;
  readonly confidence: Confidence;
  readonly note?: EvidenceNote;
}
/**
 * The Java range of a line.
 */
export interface SparkJava {
  /**
   * Spark release line, major and minor, such as `4.1`.
   */
  readonly line: string;
  /**
   * Lowest Java feature release.
   */
  readonly lowest: number;
  /**
   * Highest Java feature release that the project documents.
   */
  readonly highest: number;
  readonly source: EvidenceSource;
  readonly date: EvidenceDate;
  readonly confidence: Confidence;
  readonly note?: EvidenceNote;
}
/**
 * A Java whose archive of a line's classes was tried.
 */
export interface SparkClassDataSharing {
  /**
   * Spark release line, major and minor, such as `4.1`.
   */
  readonly line: string;
  /**
   * Java feature release.
   */
  readonly java: number;
  readonly source: EvidenceSource;
  readonly date: EvidenceDate;
  readonly confidence: Confidence;
  readonly note?: EvidenceNote;
}
/**
 * The Python range of a line.
 */
export interface SparkPython {
  /**
   * Spark release line, major and minor, such as `4.1`.
   */
  readonly line: string;
  /**
   * Lowest Python, major and minor.
   */
  readonly lowest: string;
  /**
   * Highest Python that the project states; null: none stated.
   */
  readonly highest: string | null;
  readonly source: EvidenceSource;
  readonly date: EvidenceDate;
  readonly confidence: Confidence;
  readonly note?: EvidenceNote;
}
/**
 * What the distributions of a line bring.
 */
export interface SparkBundled {
  /**
   * Spark release line, major and minor, such as `4.1`.
   */
  readonly line: string;
  /**
   * Spark versions that were looked at.
   *
   * @minItems 1
   *
   * Items: Version of Spark.
   */
  readonly versions: readonly string[];
  /**
   * Version of the bundled Hadoop client.
   */
  readonly hadoop: string;
  /**
   * Version of the bundled Py4J.
   */
  readonly py4j: string;
  readonly source: EvidenceSource;
  readonly date: EvidenceDate;
  readonly confidence: Confidence;
  readonly note?: EvidenceNote;
}
/**
 * The jars that match a Hadoop release.
 */
export interface S3AJars {
  /**
   * Version of the bundled Hadoop client.
   */
  readonly hadoop: string;
  /**
   * Maven coordinates: hadoop-aws first, then the AWS SDK bundle, then what else hadoop-aws needs.
   *
   * @minItems 2
   *
   * Items: Maven coordinates, group:artifact:version.
   */
  readonly jars: readonly string[];
  readonly source: EvidenceSource;
  readonly date: EvidenceDate;
  readonly confidence: Confidence;
  readonly note?: EvidenceNote;
}
/**
 * The end of a line.
 */
export interface SparkEndOfLife {
  /**
   * Spark release line, major and minor, such as `4.1`.
   */
  readonly line: string;
  /**
   * Last day of support.
   */
  readonly ends: string;
  readonly source: EvidenceSource;
  readonly date: EvidenceDate;
  readonly confidence: Confidence;
  readonly note?: EvidenceNote;
}
