import { join } from "node:path";
import type { Project } from "../../src/model/project";
import { takeInventories } from "../../src/sbom/inventory";
import { ArtifactCache } from "../cache";
import type { Engine } from "../engine";
import { EnginePackages } from "../engine-packages";
import { succeeds } from "../run";
import { platformOf } from "../sbom-check/compare-image";
import { inStaging } from "../staging";
import { DEBIAN, type Preparation, prepare, removePrepared } from "./debian-image";
import type { Build } from "../plan";
import type { Claims } from "../claims";
import { fileOf, fillMirror } from "./fill";
import { copyImages } from "./images";
import { type Namespace, startNamespace } from "./namespace";
import { Trials } from "./trials";

/** Folder for sockets: the path of one has at most 107 characters. */
const STATE = "/run/spark-k8s-mirror-proof";

/** What a proof is made with. */
export interface ProofSettings extends Preparation {
  readonly project: Project;
}

/**
 * Fills a mirror for some images and builds them from it where nothing else can be reached. Nothing of it stays: not
 * the mirror, nor the second engine with its images, nor its network.
 */
export async function prove(
  builds: readonly Build[],
  settings: ProofSettings,
  claims: Claims,
): Promise<void> {
  const { engine, cacheFolder, signal } = settings;
  try {
    await prepare(builds, settings);
    await inStaging(join(cacheFolder, "mirror-proof"), (home) =>
      inStaging(STATE, async (state) => {
        signal.throwIfAborted();
        await proveIn({ home, state }, builds, settings, claims);
      }),
    );
  } finally {
    await removePrepared(engine);
  }
}

interface Folders {
  /** For the mirror, and for the second engine's images. */
  readonly home: string;
  readonly state: string;
}

async function proveIn(
  { home, state }: Folders,
  builds: readonly Build[],
  settings: ProofSettings,
  claims: Claims,
): Promise<void> {
  const { root, lock, project, engine, cacheFolder, report, signal } = settings;
  const platform = await platformOf(engine);
  const folder = join(home, "mirror");
  await claims.look("npx projen mirror brings what the images download, and finds it right", async () => {
    const said = await fillMirror({ root, lock, builds, platform, folder, signal });
    return { problems: [], notes: said.split("\n") };
  });
  const address = `unix://${state}/docker.sock`;
  const environment = { ...engine.environment, DOCKER_HOST: address };
  const namespace = await startIn({ home, state }, folder, environment, settings);
  try {
    report("engine: a second one, in a network of its own");
    const given = builds.flatMap(({ parents }) => parents);
    await copyImages([...new Set([DEBIAN, ...given])], engine.environment, environment, signal);
    const inventories = takeInventories(project, platform);
    const cache = new ArtifactCache(cacheFolder, report);
    const logFolder = join(cacheFolder, "logs", "mirror-proof");
    const site = { root, environment, entry: namespace.entry, signal };
    const trials = new Trials({
      site,
      mirror: { folder, url: namespace.url },
      logFolder,
      inventories,
      trims: project.settings.trims,
      cache,
      report,
    });
    await trials.reach(claims, project.settings.mirrors);
    const [first] = builds;
    if (first) await trials.without(claims, first, await fileOf(first, { root, lock, folder }));
    for (const build of builds) await trials.build(claims, build);
  } finally {
    await namespace.stop();
  }
}

async function startIn(
  { home, state }: Folders,
  folder: string,
  environment: Engine["environment"],
  { cacheFolder, report }: ProofSettings,
): Promise<Namespace> {
  const packages = new EnginePackages(join(cacheFolder, "engine"), report);
  await packages.ensureUnpacked();
  await packages.ensureSupport();
  const command = [
    "dockerd",
    `--data-root=${join(home, "data")}`,
    `--exec-root=${join(state, "run")}`,
    `--pidfile=${join(state, "dockerd.pid")}`,
    `--host=${environment["DOCKER_HOST"] ?? ""}`,
    "--bridge=none",
    "--iptables=false",
    "--ip6tables=false",
    "--ip-forward=false",
  ];
  const path = `${packages.programFolders}:${process.env.PATH}:/usr/sbin:/sbin`;
  const answers = () => succeeds("docker", ["version"], { env: environment, timeout: 10_000 });
  return startNamespace({ home, folder, command, path, answers });
}
