import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Engine } from "../engine";
import { EnginePackages } from "../engine-packages";
import { exclusively } from "../exclusive";
import { unmountAll } from "../mounts";
import type { Report } from "../report";
import { inStaging } from "../staging";
import { createBuilders } from "./builders";
import { ensureBuildkitd, startBuildkitd } from "./buildkitd";
import type { RunningDaemon } from "./daemon";
import type { Fleet } from "./fleet";
import { Node } from "./node";
import { Registry } from "./registry";

/** Folder for sockets: the path of one has at most 107 characters. */
const STATE = "/run/spark-k8s-fleet";

/** What a fleet is started with. */
export interface FleetSettings {
  readonly root: string;
  readonly engine: Engine;
  readonly cacheFolder: string;
  readonly report: Report;
  readonly signal: AbortSignal;
}

/** A fleet that runs: two builders, a registry, and an engine that pulls. */
export interface RunningFleet extends Fleet {
  readonly registry: Registry;
  readonly node: Node;
  /** Version of BuildKit, such as `v0.34.2`. */
  readonly version: string;
  readonly traces: Traces;
}

/** What a fleet is made of on the machine. */
export interface Traces {
  /** Ids of its processes. */
  readonly processes: readonly number[];
  readonly folders: readonly string[];
}

/**
 * Runs `work` with a fleet that has nothing yet, one at a time on a machine. Nothing of it stays: no process, no mount,
 * no file, whatever happens.
 */
export async function withFleet<T>(
  settings: FleetSettings,
  work: (fleet: RunningFleet) => Promise<T>,
): Promise<T> {
  const homes = join(settings.cacheFolder, "fleet");
  const buildkitd = await ensureBuildkitd(settings.cacheFolder, settings.report, settings.signal);
  return exclusively(homes, async () => {
    // A run that was killed may have left mounts.
    for (const folder of [homes, STATE]) await unmountAll(folder);
    return inStaging(homes, (home) =>
      inStaging(STATE, async (state) => {
        const running: RunningDaemon[] = [];
        try {
          return await work(await start({ home, state }, buildkitd, settings, running));
        } finally {
          for (const daemon of running.toReversed()) await daemon.stop();
          for (const folder of [home, state]) await unmountAll(folder);
        }
      }),
    );
  });
}

/** @param running gets each daemon as soon as it runs */
async function start(
  { home, state }: { readonly home: string; readonly state: string },
  { program, version }: { readonly program: string; readonly version: string },
  { root, engine, cacheFolder, report, signal }: FleetSettings,
  running: RunningDaemon[],
): Promise<RunningFleet> {
  const packages = new EnginePackages(join(cacheFolder, "engine"), report);
  await packages.ensureUnpacked();
  await packages.ensureSupport();
  const path = `${packages.programFolders}:${process.env.PATH}:/usr/sbin:/sbin`;
  const logFolder = join(cacheFolder, "logs", "fleet-proof");
  await mkdir(logFolder, { recursive: true });
  const started = <D extends RunningDaemon>(daemon: D): D => {
    running.push(daemon);
    return daemon;
  };
  const registry = started(await Registry.start({ cacheFolder, home, logFolder, report, signal }));
  const common = { program, home, logFolder, path, registry: registry.host, signal };
  const first = started(await startBuildkitd({ ...common, name: "first" }));
  const second = started(await startBuildkitd({ ...common, name: "second" }));
  const node = started(await Node.start({ home, state, logFolder, path, signal }));
  const environment = { ...engine.environment, BUILDX_CONFIG: join(home, "buildx") };
  await createBuilders({ first: first.address, second: second.address }, environment);
  const traces = { processes: running.map(({ pid }) => pid), folders: [home, state] };
  return { root, environment, scratch: home, logFolder, signal, registry, node, version, traces };
}
