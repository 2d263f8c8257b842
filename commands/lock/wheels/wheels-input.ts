import type { Verification } from "../../../src/model/lock";
import type { WantedWheels } from "../wanted";
import type { Packages } from "./faults";
import type { Platform } from "./platforms";

/** What a resolution of wheels reads. */
export interface WheelsInput {
  readonly wanted: WantedWheels;
  readonly platforms: readonly Platform[];
  /** Py4J of the PySpark that stands beside the wheels; undefined as long as PySpark is not there. */
  readonly py4j: string | undefined;
  /** What the lock has for this Python. */
  readonly old: Packages;
  /** Versions to keep: those of this Python, or of the one that it takes the place of. Py4J is PySpark's to decide. */
  readonly pinned: ReadonlyMap<string, string>;
  /** How the lock knows wheels of any Python, by their SHA-256. */
  readonly known: ReadonlyMap<string, Verification>;
  /** Packages to move; `all`: every one. */
  readonly upgraded: readonly string[] | "all";
  /** Packages whose files may have another checksum for the same version. */
  readonly accepted: readonly string[];
  /** Packages that may become older. */
  readonly mayGoDown: readonly string[];
  /** Index to ask; empty: the clients' own default. */
  readonly index: string;
}
