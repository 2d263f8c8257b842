import { jobName } from "../job-words";
import { claim, prints, type Scenario } from "../scenario";
import { inNamespace } from "../workspace";

/** An executor whose pod is deleted while it keeps blocks. */
export const decommission: Scenario = {
  name: "decommission",
  title: "an executor decommissioned when its pod is deleted",
  play({ variant, workspace, withJob }) {
    const name = jobName("decommission", variant);
    const settings = {
      "spark.executor.instances": "2",
      "spark.decommission.enabled": "true",
      "spark.storage.decommission.enabled": "true",
      "spark.storage.decommission.rddBlocks.enabled": "true",
      "spark.storage.decommission.shuffleBlocks.enabled": "true",
      // None takes the place of the one that goes.
      "spark.dynamicAllocation.enabled": "true",
      "spark.dynamicAllocation.shuffleTracking.enabled": "true",
      "spark.dynamicAllocation.minExecutors": "1",
      "spark.dynamicAllocation.initialExecutors": "2",
      "spark.dynamicAllocation.maxExecutors": "2",
    };
    return withJob({ name, variant, file: "decommission.py", settings }, async (job) => {
      await job.saw(/^before: /m);
      const [first] = await job.executors();
      if (first === undefined) throw new Error("no executor runs");
      await inNamespace(workspace, "delete", "pod", first.metadata.name, "--wait=false");
      const log = await job.ended();
      const isGraceful = /Decommission(?:ing)? executor|Executor decommission/i.test(log);
      return [
        prints("blocks are kept on two executors", log, "before", "140 from 8 calls"),
        claim(
          "the driver knows that it goes",
          isGraceful ? [] : [`found nothing of it in ${name}/driver.log`],
        ),
        prints("it hands its blocks over: none is made again", log, "after", "140 from 8 calls"),
      ];
    });
  },
};
