import type { JarProof } from "../model/compatibility/jar-proofs";
import type { Evidence } from "../model/knowledge";

/** A part of an image that something is to be said of. */
export interface Part {
  /** Name as its publisher writes it: `Python`, `Debian`, `Spark`, a Maven group and artifact, a Python package. */
  readonly name: string;
  readonly version: string;
  /** For a jar of Spark distributions: each one's version, and the jar's path under its folder `jars`. */
  readonly bundled?: readonly Bundled[];
  /** Names of the folders of `docker/` whose images hold it, parents first. */
  readonly images: readonly string[];
}

/** Where a Spark distribution has a jar. */
export interface Bundled {
  readonly spark: string;
  readonly file: string;
}

/** Severity that an advisory states; null where none was read. */
export type StatedSeverity = "critical" | "high" | "medium" | "low" | null;

/** A part whose support ends on a known day, whether that day is past or not. */
export interface EndOfLife {
  readonly kind: "end-of-life";
  readonly part: Part;
  /** Last day of regular support, YYYY-MM-DD. */
  readonly ends: string;
  /** Last day of long-term support, YYYY-MM-DD; null where there is none. */
  readonly longTerm: string | null;
  readonly wayOut: string;
  readonly evidence: Evidence;
}

/** A known vulnerability of a part at the version that the lock pins. */
export interface Vulnerability {
  readonly kind: "vulnerability";
  /** Identifier, such as `CVE-2024-1597`. */
  readonly id: string;
  readonly part: Part;
  readonly stated: StatedSeverity;
  /** What can happen, in a few words. */
  readonly summary: string;
  /** First fixed version of each release line that has a fix; empty where none is published. */
  readonly fixed: readonly string[];
  /** The nearest version that has the fix; null where none is published. */
  readonly fixedIn: string | null;
  /** The nearest version of the part that no row knows a vulnerability of; null where there is none. */
  readonly cleanFrom: string | null;
  readonly wayOut: string;
  /** Runs of a job with another jar in the place of this one; none for a part that is no jar of a Spark distribution. */
  readonly tried: readonly JarProof[];
  readonly evidence: Evidence;
}

/** A licence that whoever publishes the image must know of. */
export interface LicenseNotice {
  readonly kind: "license";
  readonly part: Part;
  /** SPDX expression, or the licence's own name where SPDX has none. */
  readonly license: string;
  /** What has to be known of it. */
  readonly attention: string;
  readonly wayOut: string;
}

/** Something that is no error and ought to be known: it never keeps the images from being made. */
export type Finding = EndOfLife | Vulnerability | LicenseNotice;
