import pLimit, { type LimitFunction } from "p-limit";
import { buildImage, labelOf, type BuiltImage } from "./build";
import { orAborted } from "./interruption";
import type { Build } from "./plan";
import type { RunContext } from "./run-context";
import { startTasks } from "./schedule";
import type { Supply } from "./supply";
import type { ImageResult } from "./table";
import type { IsBuilt, TestEnvironment, TestSupply } from "./test-environments";
import { notBegun, testImage, type TestResult } from "./test-run";

/** What to do with the images and how. */
export interface PipelineOptions {
  /** How many builds and tests run at once. */
  readonly jobs: number;
  /** What the images' tests need; undefined: they are not tested. */
  readonly tests: TestSupply | undefined;
}

/**
 * Builds images, parents first, and tests each as soon as it is built.
 * @param builds every build behind its parents
 * @returns one result for each build, in the order given; failures are in the results
 * @throws the reason of an interruption, when everything that was under way has ended
 */
export async function buildAndTest(
  builds: readonly Build[],
  supply: Supply,
  context: RunContext,
  { jobs, tests }: PipelineOptions,
): Promise<ImageResult[]> {
  // Downloads for later builds go on during the first ones; a failed one is reported by its own build.
  for (const build of builds) supply.prepare(build).catch(() => undefined);
  const limit = pLimit(jobs);
  const tasks = builds.map((build) => ({
    build,
    name: build.image,
    after: build.parents,
    prepare: () => prepare(build, supply, context),
    run: () => buildImage(build, supply, context),
  }));
  const started = startTasks<BuiltImage, (typeof tasks)[number]>(tasks, limit);
  const endings = new Map(started.map(({ task, ending }) => [task.name, ending]));
  const isBuilt: IsBuilt = async (image) => (await endings.get(image))?.state === "done";
  const results = started.map(async ({ task: { build }, ending }): Promise<ImageResult> => {
    // Servers start while images are built.
    const environment = tests?.environmentFor(build, isBuilt);
    environment?.catch(() => undefined);
    const built = await ending;
    const test =
      environment && built.state === "done" ? await runTest(build, environment, limit, context) : undefined;
    return { build, built, test };
  });
  await Promise.allSettled(results);
  return Promise.all(results);
}

async function runTest(
  build: Build,
  environment: Promise<TestEnvironment>,
  limit: LimitFunction,
  context: RunContext,
): Promise<TestResult> {
  try {
    const given = await orAborted(context.signal, environment);
    return await limit(() => testImage(build, context, given));
  } catch (error) {
    if (context.signal.aborted) throw error;
    return notBegun(build, context, error as Error);
  }
}

async function prepare(build: Build, supply: Supply, { signal }: RunContext): Promise<void> {
  try {
    await orAborted(signal, supply.prepare(build));
  } catch (error) {
    throw new Error(`${labelOf(build)} was not built: ${(error as Error).message}`, { cause: error });
  }
}
