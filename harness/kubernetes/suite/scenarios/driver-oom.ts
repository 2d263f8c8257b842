import { jobName } from "../job-words";
import { claim, type Scenario } from "../scenario";
import { terminationOf } from "../pod-status";

const KILLED = 137;

/** A driver that takes more memory than its pod has. */
export const driverOom: Scenario = {
  name: "driver-oom",
  title: "a driver OOMKilled",
  play({ variant, withJob }) {
    const name = jobName("driver-oom", variant);
    const settings = {
      "spark.driver.extraJavaOptions": "-XX:MaxDirectMemorySize=8g",
      "spark.driver.memoryOverhead": "256m",
    };
    return withJob({ name, variant, file: "out_of_memory.py", settings }, async (job) => {
      const { exitCode, output } = await job.submission;
      const driver = await job.driver();
      const end = terminationOf(driver);
      const isVisible = /exit code: 137/.test(output) && /OOMKilled/.test(output);
      return [
        claim(
          "its pod has failed, OOMKilled with exit code 137",
          end?.exitCode === KILLED && end.reason === "OOMKilled" && driver.status.phase === "Failed"
            ? []
            : [`found ${driver.status.phase}, ${JSON.stringify(end)}`],
        ),
        claim(
          "spark-submit prints both",
          isVisible ? [] : [`found neither or one alone in ${name}/spark-submit.log`],
          [`spark-submit ended with ${exitCode}`],
        ),
      ];
    });
  },
};
