import { type Claim, claim } from "../../claims";
import { withCleanUp } from "../../clean-up";
import type { Engine } from "../../engine";
import type { Report } from "../../report";
import type { Cluster } from "../cluster/cluster";
import { Job } from "./job";
import type { JobSettings } from "./job-words";
import type { PodSettings, RunningPod } from "./running-pod";
import type { Submitters } from "./submitters";
import type { Target, Variant } from "./variant";
import type { Workspace } from "./workspace";

export { type Claim, claim } from "../../claims";

/** What a scenario is played with. */
export interface Stage {
  readonly variant: Variant;
  readonly workspace: Workspace;
  /** The cluster where it is this machine's own; undefined: the user's. */
  readonly cluster: Cluster | undefined;
  readonly engine: Pick<Engine, "environment">;
  /** The project's cache. */
  readonly cacheFolder: string;
  readonly report: Report;
  /** Runs a command in a pod of the variant's runtime with Python. @returns what it printed */
  readonly inImage: (variant: Variant, ...words: readonly string[]) => Promise<string>;
  /** Plays with a job, which is removed afterwards. */
  readonly withJob: <T>(settings: JobSettings, play: (job: Job) => Promise<T>) => Promise<T>;
  /** Plays with a pod of the scenario's own, which is removed afterwards. */
  readonly withPod: <T>(settings: PodSettings, play: (pod: RunningPod) => Promise<T>) => Promise<T>;
}

/** Something that users do with the images on Kubernetes. */
export interface Scenario {
  /** As the command line calls it, and the jobs' names begin. */
  readonly name: string;
  /** What it shows, in a few words. */
  readonly title: string;
  /** Whether it takes so long that it is played when all is, or when it is named; with each Spark, but not as each user. */
  readonly isLong?: boolean;
  /** Whether it takes the whole cluster, or parts of it away: no other is played beside it. */
  readonly isAlone?: boolean;
  /** Whether its plays share something, such as a namespace: they follow each other, beside those of other scenarios. */
  readonly isInTurn?: boolean;
  /** Who plays it even when not all is asked for: every Spark as every user, or every Spark; left out: one of these. */
  readonly breadth?: "variants" | "sparks";
  /** Why a variant, or a cluster that is not this machine's own, cannot play it; undefined: it can. Left out: each can. */
  readonly whyNot?: (variant: Variant, isOwnCluster: boolean) => string | undefined;
  /** The images that it needs of a target; left out: the runtime with Python. */
  readonly images?: readonly ((target: Target) => string | undefined)[];
  /** Plays it. @returns what is claimed after it */
  readonly play: (stage: Stage) => Promise<readonly Claim[]>;
}

/** A claim that a text has a line which begins with a name, then `: ` or a space, and goes on with a value. */
export function prints(says: string, text: string, name: string, expected: string | RegExp): Claim {
  const found = new RegExp(`^${name}:? (.*)$`, "m").exec(text)?.[1];
  const holds = typeof expected === "string" ? found === expected : expected.test(found ?? "");
  const problem = `${name}: expected ${String(expected)}, found ${found ?? `no such line:\n${lastOf(text)}`}`;
  return claim(says, holds ? [] : problem.split("\n"), []);
}

/** Plays with a job, which is removed afterwards. */
export async function withJob<T>(
  settings: JobSettings,
  play: (job: Job) => Promise<T>,
  [workspace, submitters]: readonly [Workspace, Submitters],
): Promise<T> {
  const job = new Job(workspace, settings, submitters);
  return withCleanUp(
    () => play(job),
    () => job.remove(),
  );
}

function lastOf(text: string): string {
  return text.trimEnd().split("\n").slice(-8).join("\n");
}
