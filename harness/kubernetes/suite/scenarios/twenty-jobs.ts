import { setTimeout as sleep } from "node:timers/promises";
import pLimit from "p-limit";
import { freeProcessors, quantityOf } from "../free-processors";
import type { Job } from "../job";
import { endedBy, failuresOf, type JobEnd, wrongResultsOf } from "../job-end";
import { jobName, type JobSettings } from "../job-words";
import type { Pod } from "../pod-status";
import { claim, type Claim, type Scenario, type Stage } from "../scenario";
import { inNamespace } from "../workspace";

const JOBS = 20;
/** So many drivers have room at once. */
const AT_ONCE = 6;
/** How many are submitted at once: each submission is a process of Java. */
const SUBMITTED_AT_ONCE = 3;
const LIMIT_MS = 40 * 60_000;
const POLL_MS = 10_000;

/** More jobs than the cluster has room for: a pod keeps all processors until the last job is submitted. */
export const twentyJobs: Scenario = {
  name: "twenty-jobs",
  title: "twenty jobs at once, and room for six",
  isLong: true,
  isAlone: true,
  whyNot: (_, isOwnCluster) => (isOwnCluster ? undefined : "it takes every processor of the cluster"),
  async play(stage) {
    const { variant, workspace, inImage, withPod } = stage;
    await inImage(variant, "true"); // The pod in which they are submitted is there, and counts.
    const free = await freeProcessors(workspace);
    const settings = Array.from({ length: JOBS }, (_, index) => settingsOf(stage, index, free));
    const played: Promise<End>[] = [];
    const keeper = {
      name: jobName("twenty-keeper", variant),
      image: variant.target.python,
      uid: variant.uid,
      args: ["sleep", "infinity"],
      memory: "256Mi",
      processors: quantityOf(free),
    };
    const limit = pLimit(SUBMITTED_AT_ONCE);
    await withPod(keeper, () =>
      Promise.all(settings.map((one) => limit(() => submitted(stage, one, played)))),
    );
    const all = Promise.all(played);
    const most = await mostAtOnce(stage, all).finally(() => all);
    return claimsOf(await all, most);
  },
};

/** How a job ended, and how it began. */
export interface End extends JobEnd {
  /** Whether its driver waited while there was no room. */
  readonly hasWaited: boolean;
}

/** A little is left beside the drivers, in which an executor of each has room: else all would wait for each other. */
function settingsOf({ variant }: Stage, index: number, free: number): JobSettings {
  const driver = free / (AT_ONCE + 0.5);
  const settings = {
    "spark.kubernetes.driver.request.cores": quantityOf(driver),
    "spark.kubernetes.executor.request.cores": quantityOf(driver / (4 * AT_ONCE)),
    "spark.kubernetes.submission.waitAppCompletion": "false",
  };
  const name = `${jobName("twenty", variant)}-${index}`;
  return { name, variant, mainClass: "Pi", file: "spark-internal", settings };
}

/** Submits a job. @param played gets how it ends; what goes wrong is its end, too */
function submitted(stage: Stage, settings: JobSettings, played: Promise<End>[]): Promise<void> {
  const { name } = settings;
  return new Promise((resolve) => {
    const end = stage.withJob(settings, (job) => watch(name, job, resolve)).finally(resolve);
    played.push(end.catch((error: unknown) => ({ ...endedBy(error, name), hasWaited: false })));
  });
}

async function watch(name: string, job: Job, isSubmitted: () => void): Promise<End> {
  const { exitCode, output } = await job.submission;
  if (exitCode !== 0) return { name, hasWaited: false, exitCode, log: output };
  const hasWaited = await job.isUnschedulable();
  isSubmitted();
  const end = await job.terminated(LIMIT_MS, POLL_MS);
  return { name, hasWaited, exitCode: end.exitCode, log: await job.driverLog() };
}

/** The most drivers that were seen to run at once until all have ended. */
async function mostAtOnce({ workspace }: Stage, all: Promise<unknown>): Promise<number> {
  const done = new AbortController();
  void all.then(() => done.abort());
  let most = 0;
  while (!done.signal.aborted) {
    const list = await inNamespace(workspace, "get", "pods", "--selector=spark-role=driver", "--output=json");
    const { items } = JSON.parse(list) as { readonly items: readonly Pod[] };
    most = Math.max(most, items.filter(({ status }) => status.phase === "Running").length);
    await sleep(POLL_MS / 4);
  }
  return most;
}

/** What is claimed of jobs by how they ended. @param most how many drivers were seen to run at once */
export function claimsOf(ends: readonly End[], most: number): readonly Claim[] {
  const early = ends.filter(({ hasWaited }) => !hasWaited);
  return [
    claim(
      "while the cluster has no room, each driver waits for it",
      early.map(({ name }) => `${name} was not seen to wait`),
    ),
    claim("every job ends with 0", failuresOf(ends)),
    claim("every result is right", wrongResultsOf(ends)),
    claim(
      `${AT_ONCE} drivers run at once, and no more: there is no room for others`,
      most === AT_ONCE ? [] : [`${most} were seen to run at once`],
    ),
  ];
}
