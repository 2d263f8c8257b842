import type { ArtifactCache } from "./cache";
import type { Engine } from "./engine";
import type { Mirror } from "./mirror";
import type { Build, Plan } from "./plan";
import type { Report } from "./report";
import type { RouteTable } from "./routes";

/** What the mirror's supply works with. */
export interface MirrorContext {
  /** The project's folder. */
  readonly root: string;
  readonly lock: Plan["lock"];
  readonly builds: readonly Build[];
  readonly cache: ArtifactCache;
  readonly engine: Engine;
  readonly mirror: Mirror;
  readonly routes: RouteTable;
  readonly report: Report;
}
