import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { cacheFolder } from "../../harness/cache-folder";
import { withCleanUp } from "../../harness/clean-up";
import { type Engine, ensureEngine } from "../../harness/engine";
import { abortedByUser } from "../../harness/interruption";
import { type Cluster, withCluster } from "../../harness/kubernetes/cluster/cluster";
import { CTR_OPTIONS } from "../../harness/kubernetes/cluster/containers";
import { removeUnnamedImages } from "../../harness/kubernetes/cluster/unnamed-images";
import { fullName, importImages } from "../../harness/kubernetes/images";
import { Kubectl } from "../../harness/kubernetes/kubectl";
import { reportToStandardError as report } from "../../harness/report";
import { run } from "../../harness/run";
import { runMain } from "../../harness/run-main";
import { inStaging } from "../../harness/staging";
import { removeLeftovers } from "../images/leftovers";
import { describeMachine } from "../machine";
import { provenanceOf } from "../published/provenance";
import { publish } from "../published/publish";
import { startOf } from "../published/subjects";
import { isMet } from "../reach";
import { parseCommandLine, type Options, USAGE } from "./command-line";
import type { Figures, SparkFigures } from "./figures";
import { playRounds } from "./play";
import { startReaches } from "./reaches";
import { startReport } from "./report";
import { buildStartImages } from "./start-images";
import { chosenRuntimes, startProject } from "./start-project";
import { inStartWorkspace } from "./start-workspace";

const ROOT = resolve(__dirname, "../..");

/** Measures how drivers and executors start. @returns the exit code */
async function main(args: readonly string[]): Promise<number> {
  const options = parseCommandLine(args);
  if (options.asksForHelp) {
    process.stdout.write(USAGE);
    return 0;
  }
  const machine = describeMachine();
  const provenances = options.publishes
    ? await Promise.all(options.sparks.map((spark) => provenanceOf(ROOT, startOf(spark), [machine])))
    : [];
  const figures: Figures = { machine, sparks: await measured(options) };
  process.stdout.write(`${startReport(figures)}\n`);
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`);
  for (const [index, provenance] of provenances.entries()) {
    const sparks = figures.sparks.slice(index, index + 1);
    publish(ROOT, startOf(options.sparks[index] ?? "").data, provenance, { machine, sparks });
  }
  return startReaches(figures).every(isMet) ? 0 : 1;
}

async function measured(options: Options): Promise<readonly SparkFigures[]> {
  const signal = abortedByUser();
  return inStaging(join(cacheFolder(), "staging"), async (folder) => {
    const [shared, plain] = [startProject(ROOT, folder, true), startProject(ROOT, folder, false)];
    const runtimes = chosenRuntimes(plain.project, options.sparks);
    const engine = await ensureEngine(cacheFolder(), report);
    return withCleanUp(
      async () => {
        const site = { engine, cacheFolder: cacheFolder(), report };
        const images = await buildStartImages({ shared, plain }, runtimes, site, signal);
        return withCluster({ cacheFolder: cacheFolder(), report, signal }, (cluster) =>
          withImages(
            images.flatMap((sides) => Object.values(sides)),
            { engine, cluster, signal },
            () => playAll(runtimes, images, options.rounds, cluster, signal),
          ),
        );
      },
      async () => {
        await removeLeftovers(engine);
        await engine.stop();
      },
    );
  });
}

interface Place {
  readonly engine: Engine;
  readonly cluster: Cluster;
  readonly signal: AbortSignal;
}

/** Does work with images in the cluster, which has them no more afterwards. */
async function withImages<T>(
  references: readonly string[],
  { engine, cluster: { programs }, signal }: Place,
  work: () => Promise<T>,
): Promise<T> {
  return withCleanUp(
    async () => {
      await importImages(references, { engine, programs, cacheFolder: cacheFolder(), report, signal });
      return work();
    },
    async () => {
      await run(programs.ctr, [...CTR_OPTIONS, "images", "remove", ...references.map(fullName)]);
      await removeUnnamedImages(programs.ctr);
    },
  );
}

async function playAll(
  runtimes: ReturnType<typeof chosenRuntimes>,
  images: Awaited<ReturnType<typeof buildStartImages>>,
  rounds: number,
  { programs, kubeconfig }: Cluster,
  signal: AbortSignal,
): Promise<readonly SparkFigures[]> {
  const kubectl = new Kubectl(programs.kubectl, kubeconfig, signal);
  const logs = join(cacheFolder(), "logs", "bench-start");
  return inStartWorkspace({ kubectl, logs, signal }, async (workspace) => {
    const found: SparkFigures[] = [];
    for (const [index, runtime] of runtimes.entries()) {
      const sides = images[index];
      if (sides) found.push(await playRounds(runtime, sides, rounds, workspace, report));
    }
    return found;
  });
}

runMain(main);
