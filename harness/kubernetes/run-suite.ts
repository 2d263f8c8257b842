import { join } from "node:path";
import { Claims } from "../claims";
import { withCleanUp } from "../clean-up";
import { ensureEngine, type Engine } from "../engine";
import type { OpenProject } from "../project";
import { run as runCommand } from "../run";
import { withCluster, type Cluster, type ClusterContext } from "./cluster/cluster";
import { keptFolders } from "./cluster/folders";
import type { Options } from "./command-line";
import { importImages } from "./images";
import { Kubectl } from "./kubectl";
import { pushImages } from "./push-images";
import { buildAdded, openWithAdded } from "./suite/added-runtimes";
import { checkChoice, choosePlays, imagesOf, type Play, targetsWith } from "./suite/choose";
import { COPIED, type ImageSource, pushedTo } from "./suite/image-source";
import { inWorkspace, randomUid, SERVER_IMAGES } from "./suite/open-workspace";
import { SPARK_UID } from "./suite/restricted";
import { SCENARIOS } from "./suite/scenarios";
import { playAll } from "./suite/suite";
import { targetsOf, variantsOf } from "./suite/variant";

/** What a run of the suite works with. */
export interface SuiteRun extends ClusterContext {
  /** The project's folder. */
  readonly root: string;
  readonly options: Options;
  readonly print: (text: string) => void;
}

/** Plays the scenarios that were asked for. @returns whether every claim holds */
export async function runSuite(run: SuiteRun): Promise<boolean> {
  const { root, options, cacheFolder, report } = run;
  checkChoice(SCENARIOS, options);
  const project = await openWithAdded(root, cacheFolder);
  const claims = new Claims(run.print);
  const engine = await ensureEngine(cacheFolder, report);
  await withCleanUp(
    () => playWith(project, { ...run, engine, claims }),
    () => engine.stop(),
  );
  claims.end();
  return claims.hold;
}

interface WithEngine extends SuiteRun {
  readonly engine: Engine;
  readonly claims: Claims;
}

interface Prepared extends WithEngine {
  readonly plays: readonly Play[];
  readonly uids: readonly number[];
  /** References of the images that the plays need. */
  readonly references: readonly string[];
}

async function playWith(project: OpenProject, run: WithEngine): Promise<void> {
  const { options, engine, signal } = run;
  const { registry } = options;
  const built = new Set(await listImages(engine));
  const uids = [SPARK_UID, randomUid()];
  const targets = targetsWith(options.spark, targetsOf(project.project, built));
  const variants = variantsOf(targets, uids);
  const plays = choosePlays(SCENARIOS, variants, { ...options, isOwnCluster: registry === undefined });
  const references = [...imagesOf(plays), ...Object.values(SERVER_IMAGES)];
  await buildAdded(references, project, engine, signal);
  const prepared = { ...run, plays, uids, references };
  if (registry === undefined) await withCluster(run, (cluster) => playOnOwn(cluster, prepared));
  else await playOnOther(registry, prepared);
}

async function listImages({ environment: env }: Engine): Promise<readonly string[]> {
  const printed = await runCommand("docker", ["image", "ls", "--format", "{{.Repository}}:{{.Tag}}"], {
    env,
  });
  return printed.split("\n");
}

async function playOnOwn(cluster: Cluster, prepared: Prepared): Promise<void> {
  const { engine, references, cacheFolder, report, signal } = prepared;
  const { programs, kubeconfig } = cluster;
  await importImages(references, { engine, programs, cacheFolder, report, signal });
  await play(new Kubectl(programs.kubectl, kubeconfig, signal), COPIED, cluster, prepared);
}

/** Plays on the cluster of KUBECONFIG. */
async function playOnOther(registry: string, prepared: Prepared): Promise<void> {
  const { references, signal } = prepared;
  const kubectl = new Kubectl("kubectl", process.env.KUBECONFIG ?? "", signal);
  await kubectl.run("version");
  const images = pushedTo(registry);
  await pushImages(references, images, prepared);
  await play(kubectl, images, undefined, prepared);
}

function play(
  kubectl: Kubectl,
  images: ImageSource,
  cluster: Cluster | undefined,
  { engine, plays, uids, claims, options, cacheFolder, report, signal }: Prepared,
): Promise<void> {
  const logs = join(keptFolders(cacheFolder).logs, "jobs");
  report(`logs: ${logs}`);
  return inWorkspace({ kubectl, engine, images, uids, logs, signal }, (workspace) =>
    playAll(plays, { workspace, cluster, engine, cacheFolder, claims, report, jobs: options.jobs }),
  );
}
