// Generated from schema/compatibility/trims.schema.json by `npm run types`: edit the schema.

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
 * What images are built without.
 */
export interface TrimFacts {
  /**
   * Where an editor finds this schema.
   */
  readonly $schema: string;
  /**
   * What the file holds.
   */
  readonly description: string;
  /**
   * Parts that are left out.
   *
   * @minItems 1
   */
  readonly trims: readonly Trim[];
}
/**
 * A part that nobody runs in an image. The matrix keeps it by its name in `$.keep`.
 */
export interface Trim {
  /**
   * What the matrix and the log of a build call it.
   */
  readonly name: string;
  /**
   * What the paths are below: `interpreter`, the folder of CPython, /usr/local; `packages`, the site-packages of a group of wheels; `prefix`, the folder of a group of wheels above it.
   */
  readonly where: "interpreter" | "packages" | "prefix";
  /**
   * Patterns of paths: `*` is anything in one name, `**` any folders. A folder goes with all that is in it.
   *
   * @minItems 1
   */
  readonly paths: readonly string[];
  /**
   * What it is.
   */
  readonly what: string;
  /**
   * Why nobody runs it.
   */
  readonly reason: string;
  readonly saves: TrimSaves;
  readonly source: EvidenceSource;
  readonly date: EvidenceDate;
  readonly confidence: Confidence;
  readonly note?: EvidenceNote;
}
/**
 * Bytes of its files by group of wheels, without bytecode; written by `npm run trims`. Empty where they were not measured.
 */
export interface TrimSaves {
  /**
   * Bytes in the group base.
   */
  readonly base?: number;
  /**
   * Bytes in the group gpu.
   */
  readonly gpu?: number;
  /**
   * Bytes in the group iceberg.
   */
  readonly iceberg?: number;
}
