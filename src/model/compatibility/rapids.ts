// Generated from schema/compatibility/rapids.schema.json by `npm run types`: edit the schema.

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
 * What is known of the RAPIDS Accelerator for Spark.
 */
export interface RapidsFacts {
  /**
   * Where an editor finds this schema.
   */
  readonly $schema: string;
  /**
   * What the file holds.
   */
  readonly description: string;
  /**
   * The exact Spark versions that a release has a shim for; its patch releases have the same. A Spark version outside the list stops at start-up with an exception.
   *
   * @minItems 1
   */
  readonly releases: readonly RapidsRelease[];
  /**
   * The jars of a release, by CUDA and platform.
   *
   * @minItems 1
   */
  readonly builds: readonly RapidsBuild[];
  /**
   * Artifacts that exist and that the lock cannot hold, since no checksum of them is known.
   *
   * @minItems 1
   */
  readonly unpinned: readonly RapidsUnpinned[];
  /**
   * What a release needs of the machine.
   *
   * @minItems 1
   */
  readonly needs: readonly RapidsNeeds[];
}
/**
 * The shims of a release.
 */
export interface RapidsRelease {
  /**
   * Year and month, such as `26.08`.
   */
  readonly release: string;
  /**
   * Spark versions by Scala version.
   */
  readonly spark: {
    /**
     * Spark versions.
     *
     * @minItems 1
     *
     * Items: Version of Spark.
     */
    readonly [k: string]: readonly string[];
  };
  readonly source: EvidenceSource;
  readonly date: EvidenceDate;
  readonly confidence: Confidence;
  readonly note?: EvidenceNote;
}
/**
 * A classifier.
 */
export interface RapidsBuild {
  /**
   * Year and month.
   */
  readonly release: string;
  /**
   * Maven classifier; empty: none.
   */
  readonly classifier: string;
  /**
   * CUDA that it was built with, major.
   */
  readonly cuda: number;
  /**
   * Platform, as Docker writes it.
   */
  readonly platform: "linux/amd64" | "linux/arm64";
  readonly source: EvidenceSource;
  readonly date: EvidenceDate;
  readonly confidence: Confidence;
  readonly note?: EvidenceNote;
}
/**
 * An artifact without a known checksum.
 */
export interface RapidsUnpinned {
  /**
   * Maven group and artifact.
   */
  readonly package: string;
  /**
   * First version that this holds for.
   */
  readonly from: string;
  readonly source: EvidenceSource;
  readonly date: EvidenceDate;
  readonly confidence: Confidence;
  readonly note?: EvidenceNote;
}
/**
 * Driver and C library.
 */
export interface RapidsNeeds {
  /**
   * Year and month.
   */
  readonly release: string;
  /**
   * Lowest NVIDIA driver.
   */
  readonly driver: string;
  /**
   * Lowest glibc.
   */
  readonly glibc: string;
  readonly source: EvidenceSource;
  readonly date: EvidenceDate;
  readonly confidence: Confidence;
  readonly note?: EvidenceNote;
}
