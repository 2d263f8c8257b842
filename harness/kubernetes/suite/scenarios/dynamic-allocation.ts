import { jobName } from "../job-words";
import { prints, type Scenario } from "../scenario";

/** Executors that come with work and go without, shuffle files and all. */
export const dynamicAllocation: Scenario = {
  name: "dynamic-allocation",
  title: "dynamic allocation with shuffle tracking, up to three executors and down to none",
  play({ variant, withJob }) {
    const name = jobName("dynamic-allocation", variant);
    const prefix = "spark.dynamicAllocation";
    const settings = {
      [`${prefix}.enabled`]: "true",
      [`${prefix}.shuffleTracking.enabled`]: "true",
      [`${prefix}.shuffleTracking.timeout`]: "3s",
      [`${prefix}.minExecutors`]: "0",
      [`${prefix}.initialExecutors`]: "0",
      [`${prefix}.maxExecutors`]: "3",
      [`${prefix}.executorIdleTimeout`]: "3s",
      [`${prefix}.schedulerBacklogTimeout`]: "1s",
    };
    return withJob({ name, variant, file: "dynamic_allocation.py", settings }, async (job) => {
      const log = await job.ended();
      return [
        prints("there is no executor at first", log, "at_first", "0"),
        prints("work brings three", log, "at_work", "3"),
        prints("the result is right", log, "result", "[(0, 4), (1, 4), (2, 4), (3, 4)]"),
        prints("they go when they have nothing to do", log, "idle", "0"),
      ];
    });
  },
};
