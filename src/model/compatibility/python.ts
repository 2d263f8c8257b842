// Generated from schema/compatibility/python.schema.json by `npm run types`: edit the schema.

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
 * What is known of Python, of packages per Spark line and per Python, and of the RAPIDS wheels.
 */
export interface PythonFacts {
  /**
   * Where an editor finds this schema.
   */
  readonly $schema: string;
  /**
   * What the file holds.
   */
  readonly description: string;
  /**
   * Packages that the PySpark of a line works with. One outside its range fails at import or, worse, in a job.
   *
   * @minItems 1
   */
  readonly pyspark: readonly PysparkLine[];
  /**
   * The last versions of a package that have wheels for a Python, or the first.
   *
   * @minItems 1
   */
  readonly ceilings: readonly PythonCeiling[];
  /**
   * The RAPIDS wheels for CUDA 12, cudf-cu12 and cuml-cu12, by release.
   *
   * @minItems 1
   */
  readonly rapids: readonly RapidsWheels[];
  /**
   * Days on which support ends.
   *
   * @minItems 1
   */
  readonly endOfLife: readonly PythonEndOfLife[];
}
/**
 * Package ranges of a Spark line.
 */
export interface PysparkLine {
  /**
   * Spark release line, major and minor, such as `4.1`.
   */
  readonly line: string;
  /**
   * Version ranges, as PEP 440 writes them, by normalized package name.
   */
  readonly packages: {
    readonly [k: string]: string;
  };
  readonly source: EvidenceSource;
  readonly date: EvidenceDate;
  readonly confidence: Confidence;
  readonly note?: EvidenceNote;
}
/**
 * The ceiling of a package, or its floor.
 */
export interface PythonCeiling {
  /**
   * Python, major and minor.
   */
  readonly python: string;
  /**
   * Normalized package name.
   */
  readonly package: string;
  /**
   * Versions that have wheels, as PEP 440 writes them.
   */
  readonly range: string;
  readonly source: EvidenceSource;
  readonly date: EvidenceDate;
  readonly confidence: Confidence;
  readonly note?: EvidenceNote;
}
/**
 * What the wheels of a release need.
 */
export interface RapidsWheels {
  /**
   * Year and month, such as `25.10`.
   */
  readonly release: string;
  /**
   * Lowest Python, major and minor.
   */
  readonly python: string;
  /**
   * CUDA toolkits that they work with, major and minor; null: not read.
   */
  readonly cuda: {
    /**
     * Lowest.
     */
    readonly from: string;
    /**
     * Highest.
     */
    readonly through: string;
  } | null;
  /**
   * Lowest NVIDIA driver; null: not read.
   */
  readonly driver: string | null;
  /**
   * Version ranges, as PEP 440 writes them, by normalized package name.
   */
  readonly packages: {
    readonly [k: string]: string;
  };
  readonly source: EvidenceSource;
  readonly date: EvidenceDate;
  readonly confidence: Confidence;
  readonly note?: EvidenceNote;
}
/**
 * The end of a Python.
 */
export interface PythonEndOfLife {
  /**
   * Python, major and minor.
   */
  readonly python: string;
  /**
   * Last day of support.
   */
  readonly ends: string;
  readonly source: EvidenceSource;
  readonly date: EvidenceDate;
  readonly confidence: Confidence;
  readonly note?: EvidenceNote;
}
