import pLimit from "p-limit";
import { Http } from "../../downloads/http";
import { PATIENT, type Patience } from "../../downloads/retry";
import { ArtifactCache } from "../../harness/cache";
import { cacheFolder } from "../../harness/cache-folder";
import type { Report } from "../../harness/report";
import { type PythonTools, ensurePythonTools } from "./tools/python-tools";

/** What the stages that ask the network share. */
export interface Net {
  readonly http: Http;
  /** Downloads of all runs, each under its checksum. */
  readonly cache: ArtifactCache;
  readonly environment: NodeJS.ProcessEnv;
  readonly report: Report;
  /** When a line of progress last began with a name, as `Date.now()` has it; 0 where none did. */
  readonly lastSaidOf: (name: string) => number;
  /** Brings uv and pip. */
  readonly tools: () => Promise<PythonTools>;
  /** Runs work when its turn comes: some downloads at once. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
}

const AT_ONCE = 4;

/** The network as an environment says: its proxy, its authorities, its cache. */
export function netOf(environment: NodeJS.ProcessEnv, write: Report, patience: Patience = PATIENT): Net {
  const said = new Map<string, number>();
  const report: Report = (line) => {
    said.set(line.split(": ")[0] ?? "", Date.now());
    write(line);
  };
  const limit = pLimit(AT_ONCE);
  const cache = new ArtifactCache(cacheFolder(environment), report);
  return {
    http: new Http(report, patience, environment),
    cache,
    environment,
    report,
    lastSaidOf: (name) => said.get(name) ?? 0,
    tools: () => ensurePythonTools(cache, report),
    inTurn: (work) => limit(work),
  };
}
