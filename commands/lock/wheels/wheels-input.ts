import type { WantedWheels } from "../wanted";
import type { Packages } from "./faults";
import type { Platform } from "./platforms";

/** What a resolution of wheels reads. */
export interface WheelsInput {
  readonly wanted: WantedWheels;
  readonly platforms: readonly Platform[];
  /** Py4J of the PySpark that stands beside the wheels. */
  readonly py4j: string;
  /** What the lock has. */
  readonly old: Packages;
  /** Packages to move; `all`: every one. */
  readonly upgraded: readonly string[] | "all";
  /** Packages whose files may have another checksum for the same version. */
  readonly accepted: readonly string[];
  /** Index to ask; empty: the clients' own default. */
  readonly index: string;
}
