import { keptFolders } from "../../cluster/folders";
import type { Job } from "../job";
import { endedBy, failuresOf, type JobEnd, wrongResultsOf } from "../job-end";
import { jobName } from "../job-words";
import { terminationOf } from "../pod-status";
import { inTheNamespace, onTheNode, type Patience, type Remains, untilGone } from "../remains";
import { claim, type Claim, type Scenario, type Stage } from "../scenario";
import type { Workspace } from "../workspace";

const JOBS = 50;
/** Where jobs take so long that fifty would take hours, the rest of them is not played. */
const LIMIT_MS = 90 * 60_000;
/** Kubernetes removes what a pod owns after the pod. */
const NAMESPACE_WAIT = { limitMs: 120_000, pollMs: 1_000 };
/** The kubelet looks once a minute for what pods have left that are gone. */
const NODE_WAIT = { limitMs: 300_000, pollMs: 5_000 };

/** Short jobs one after the other, each removed as users do it: by its driver's pod. */
export const soak: Scenario = {
  name: "soak",
  title: "fifty short jobs in a row, and nothing left of them",
  isLong: true,
  isAlone: true,
  async play(stage) {
    const { variant, workspace, inImage } = stage;
    await inImage(variant, "true"); // The pod in which they are submitted is there, and counts.
    const lookAtNode = nodeOf(stage);
    const node = await lookAtNode?.();
    const names = Array.from({ length: JOBS }, (_, index) => `${jobName("soak", variant)}-${index + 1}`);
    const claims = claimsOf(names, await playInTurn(names, stage));
    if (lookAtNode === undefined || node === undefined) return claims;
    const left = await untilGone(node, lookAtNode, { ...NODE_WAIT, signal: workspace.signal });
    return [...claims, claim("nothing of them is left on the node", left)];
  },
};

/** How a job ended, and what there was of it afterwards. */
export interface SoakedEnd extends JobEnd {
  /** The pods of executors that went on without the driver. */
  readonly executors: Remains;
  /** What there was of it in the namespace when its driver's pod was gone. */
  readonly left: Remains;
}

/** How jobs ended that were played one after the other. */
export interface Soaked {
  readonly ends: readonly SoakedEnd[];
  /** What there is of them in the namespace after the last. */
  readonly left: Remains;
}

async function playInTurn(names: readonly string[], stage: Stage): Promise<Soaked> {
  const { workspace } = stage;
  const start = Date.now();
  const ends: SoakedEnd[] = [];
  const before = await inTheNamespace(workspace);
  const known = [...before];
  for (const name of names) {
    if (Date.now() - start > LIMIT_MS) break;
    const end = await playOne(name, known, stage);
    ends.push(end);
    known.push(...end.left); // The next one does not wait for it.
  }
  return { ends, left: await untilGone(before, () => inTheNamespace(workspace), waitIn(workspace)) };
}

/** Plays a job to its removal. What goes wrong is its end, too: the others are played nevertheless. */
async function playOne(
  name: string,
  known: Remains,
  { variant, workspace, withJob }: Stage,
): Promise<SoakedEnd> {
  const wait = waitIn(workspace);
  const job = { name, variant, mainClass: "Pi", file: "spark-internal" };
  try {
    return await withJob(job, async (one) => {
      const { exitCode } = await one.terminated();
      const log = await one.driverLog();
      const executors = await untilEnded(one, wait);
      await one.delete();
      const left = await untilGone(known, () => inTheNamespace(workspace), wait);
      return { name, exitCode, log, executors, left };
    });
  } catch (error) {
    workspace.signal.throwIfAborted();
    return { ...endedBy(error, name), executors: [], left: [] };
  }
}

function waitIn({ signal }: Workspace): Patience {
  return { ...NAMESPACE_WAIT, signal };
}

/** Waits until no executor runs. @returns the pods of those that run nevertheless */
function untilEnded(job: Job, wait: Patience): Promise<Remains> {
  const running = async () => {
    const pods = await job.executors();
    return pods.filter((pod) => terminationOf(pod) === undefined).map(({ metadata }) => metadata.name);
  };
  return untilGone([], running, wait);
}

/** How it is looked at what there is on the node; undefined: the node is not this machine. */
function nodeOf({ cluster, cacheFolder }: Stage): (() => Promise<Remains>) | undefined {
  if (cluster === undefined) return undefined;
  const { images } = keptFolders(cacheFolder);
  return () => onTheNode(cluster.programs.ctr, images);
}

/** What is claimed of jobs by how they ended. @param names those that were to be played */
export function claimsOf(names: readonly string[], { ends, left }: Soaked): readonly Claim[] {
  const notPlayed = names.slice(ends.length);
  return [
    claim("every job ends with 0", [
      ...failuresOf(ends),
      ...notPlayed.map((name) => `${name} was not played: those before it took too long`),
    ]),
    claim("every result is right", wrongResultsOf(ends)),
    claim(
      "no executor outlives its driver",
      ends.flatMap(({ executors }) => executors),
    ),
    claim("nothing of the fifty is left in the namespace", [
      ...new Set([...ends.flatMap((end) => end.left), ...left]),
    ]),
  ];
}
