import pLimit from "p-limit";
import { buildImage, labelOf, type BuiltImage } from "./build";
import { orAborted } from "./interruption";
import type { Build } from "./plan";
import type { RunContext } from "./run-context";
import { startTasks } from "./schedule";
import type { Supply } from "./supply";
import type { ImageResult } from "./table";
import { testImage } from "./test-run";

/** What to do with the images and how. */
export interface PipelineOptions {
  /** How many builds and tests run at once. */
  readonly jobs: number;
  readonly isTested: boolean;
}

/**
 * Builds images, parents first, and tests each as soon as it is built.
 * @param builds every build behind its parents
 * @returns one result for each build, in the order given; failures are in the results
 */
export async function buildAndTest(
  builds: readonly Build[],
  supply: Supply,
  context: RunContext,
  { jobs, isTested }: PipelineOptions,
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
  return Promise.all(
    started.map(async ({ task: { build }, ending }): Promise<ImageResult> => {
      const built = await ending;
      const isTestable = isTested && built.state === "done";
      return { build, built, test: isTestable ? await limit(() => testImage(build, context)) : undefined };
    }),
  );
}

async function prepare(build: Build, supply: Supply, { signal }: RunContext): Promise<void> {
  try {
    await orAborted(signal, supply.prepare(build));
  } catch (error) {
    throw new Error(`${labelOf(build)} was not built: ${(error as Error).message}`, { cause: error });
  }
}
