import { jobName } from "../job-words";
import { prints, type Scenario } from "../scenario";

/** A table of PostgreSQL that executors read, each a part of it. */
export const jdbc: Scenario = {
  name: "jdbc",
  title: "a table of PostgreSQL, read in partitions by two executors",
  play({ variant, withJob }) {
    const name = jobName("jdbc", variant);
    const settings = {
      "spark.executor.instances": "2",
      "spark.scheduler.minRegisteredResourcesRatio": "1",
      "spark.locality.wait": "0s",
    };
    const job = { name, variant, file: "jdbc_read.py", arguments: [name.replaceAll("-", "_")], settings };
    return withJob(job, async (one) => {
      const log = await one.ended();
      return [
        prints("each partition has its part of the table", log, "partitions", "2500 2500 2500 2500"),
        prints("no row is lost or read twice", log, "sum", "333283335000"),
        prints("two executors have read it", log, "executors", "2"),
      ];
    });
  },
};
