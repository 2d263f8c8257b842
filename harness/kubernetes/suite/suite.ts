import pLimit from "p-limit";
import type { Claims } from "../../claims";
import type { Engine } from "../../engine";
import type { Cluster } from "../cluster/cluster";
import type { Play } from "./choose";
import { withPod } from "./running-pod";
import { type Scenario, type Stage, withJob } from "./scenario";
import { Submitters } from "./submitters";
import { describeVariant, type Variant } from "./variant";
import { inNamespace, type Workspace } from "./workspace";
import { secondsSince, type Report } from "../../report";

/** What plays are played with. */
export interface SuiteContext {
  readonly workspace: Workspace;
  readonly cluster: Cluster | undefined;
  readonly engine: Pick<Engine, "environment">;
  readonly cacheFolder: string;
  readonly claims: Claims;
  readonly report: Report;
  /** How many are played at once. */
  readonly jobs: number;
}

/** Plays scenarios, some at once, and tells what is claimed of each as soon as it has ended. */
export async function playAll(plays: readonly Play[], context: SuiteContext): Promise<void> {
  const limit = pLimit(context.jobs);
  const submitters = new Submitters(context.workspace);
  const together = plays.filter(({ scenario }) => !scenario.isAlone);
  const rows = rowsOf(together).map((row) =>
    limit(async () => {
      for (const play of row) await playOne(play, context, submitters);
    }),
  );
  await Promise.all(rows);
  for (const play of plays.filter(({ scenario }) => scenario.isAlone))
    await playOne(play, context, submitters);
}

/** Plays in rows: those of a row follow each other. */
function rowsOf(plays: readonly Play[]): readonly (readonly Play[])[] {
  const rows = new Map<unknown, Play[]>();
  for (const play of plays) {
    const key = play.scenario.isInTurn ? play.scenario : play;
    rows.set(key, [...(rows.get(key) ?? []), play]);
  }
  return [...rows.values()];
}

async function playOne(play: Play, context: SuiteContext, submitters: Submitters): Promise<void> {
  const { claims, report, workspace } = context;
  workspace.signal.throwIfAborted();
  const { scenario } = play;
  if (play.whyNot !== undefined) return claims.skip(`${scenario.name}: ${scenario.title}`, play.whyNot);
  const start = Date.now();
  const told = `${scenario.name} (${describeVariant(play.variant)})`;
  report(`${told}: ${scenario.title}`);
  const found = await look(scenario, play.variant, context, submitters);
  workspace.signal.throwIfAborted();
  report(`${told}: ended after ${secondsSince(start)} s`);
  for (const { says, ...finding } of found) claims.tell(`${told}: ${says}`, finding);
}

async function look(scenario: Scenario, variant: Variant, context: SuiteContext, submitters: Submitters) {
  const { workspace, cluster, engine, cacheFolder, report } = context;
  const stage: Stage = {
    variant,
    workspace,
    cluster,
    engine,
    cacheFolder,
    report,
    inImage: async (one, ...words) =>
      inNamespace(workspace, ...(await submitters.entryFor({ variant: one })), ...words),
    withJob: (settings, play) => withJob(settings, play, [workspace, submitters]),
    withPod: (settings, play) => withPod(settings, play, workspace),
  };
  try {
    return await scenario.play(stage);
  } catch (error) {
    const problems = (error instanceof Error ? error.message : String(error)).split("\n");
    return [{ says: scenario.title, problems, notes: [] }];
  }
}
