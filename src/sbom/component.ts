import type { Verification } from "../model/lock";

/**
 * How a component comes into an image: the operating system it starts from, a tree copied from an image that is not this project's, a Debian package, an unpacked
 * archive, a file inside an unpacked archive, a jar, an installed wheel.
 */
export type ComponentKind = "system" | "tree" | "package" | "archive" | "file" | "jar" | "wheel";

/** Platform that an image is built for. */
export const PLATFORMS = ["amd64", "arm64"] as const;
/** Platform that an image is built for, as Docker names its architecture. */
export type Platform = (typeof PLATFORMS)[number];

/** The checksum of the file that a component was downloaded as. */
export interface ComponentChecksum {
  readonly algorithm: "SHA-256" | "SHA-512";
  readonly hex: string;
}

/** A vulnerability that an image does not have because of a change to the jars of its Spark distribution. */
export interface FixedVulnerability {
  /** Identifier, such as `CVE-2024-1597`. */
  readonly id: string;
  /** The change and the reason for it. */
  readonly how: string;
}

/** Something that an image holds and that the matrix or the lock names. */
export interface Component {
  /** Unlike every other of its image, and the same in each image: `jar:/opt/spark/jars/jta-1.1.jar`, `wheel:numpy`. */
  readonly id: string;
  readonly kind: ComponentKind;
  /** Maven group; empty where there is none or it is not known. */
  readonly group: string;
  readonly name: string;
  /** Empty where only the build decides it. */
  readonly version: string;
  /** Package URL; empty where the registry's own name of it is not known. */
  readonly purl: string;
  /** Common Platform Enumeration of the vulnerability databases; empty where it has none. */
  readonly cpe: string;
  /** Null where nothing pins the bytes. */
  readonly checksum: ComponentChecksum | null;
  /** How the checksum is known. */
  readonly verified: Verification | null;
  /** As the lock has it: an SPDX expression or a licence's own name; empty where it is not known. */
  readonly license: string;
  /** What whoever ships the image must know of the licence; empty: nothing. */
  readonly attention: string;
  /** Where it is in the image: a file, or the folder that it is installed or unpacked in. */
  readonly path: string;
  /** Folders below its own whose files only its checksum covers: what they hold is listed nowhere. */
  readonly unlisted: readonly string[];
  /** URLs that it can be downloaded from, in the order in which builds try. */
  readonly sources: readonly string[];
  /** What must be known of it, in sentences; empty: nothing. */
  readonly note: string;
  /** What it has been changed, or taken, to fix. */
  readonly fixed: readonly FixedVulnerability[];
  /** Reference of the image of this project that adds it. */
  readonly image: string;
  /** Id of the component that it is a piece of; empty for a piece of the image itself. */
  readonly partOf: string;
  /** Ids of the components that it needs; null where they are not known. */
  readonly needs: readonly string[] | null;
}

/** What every component has unless it says otherwise. */
export const PLAIN_COMPONENT = {
  group: "",
  purl: "",
  cpe: "",
  checksum: null,
  verified: null,
  license: "",
  attention: "",
  unlisted: [],
  sources: [],
  note: "",
  fixed: [],
  partOf: "",
  needs: null,
} as const satisfies Partial<Component>;
