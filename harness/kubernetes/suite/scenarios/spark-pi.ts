import { jobName } from "../job-words";
import { terminationOf } from "../pod-status";
import { claim, prints, type Scenario, type Stage } from "../scenario";

const EXAMPLES = "/opt/spark/examples/jars";
// find fails where there is no such folder: that is an image without the jar, too.
const FIND_JAR = `find ${EXAMPLES} -name 'spark-examples_*.jar' 2>/dev/null || true`;

/** A job of Java: SparkPi where the distribution has the jar of examples, else one of the same kind. */
export const sparkPi: Scenario = {
  name: "spark-pi",
  title: "SparkPi, a job of Java",
  breadth: "variants",
  async play(stage) {
    const { variant, withJob } = stage;
    const name = jobName("spark-pi", variant);
    return withJob({ name, variant, ...(await program(stage)) }, async (job) => {
      const { exitCode, output } = await job.submission;
      const log = await job.driverLog();
      const end = terminationOf(await job.driver());
      const isOnExecutor = /Finished task 0\.0 in stage 0\.0 .*\(executor 1\)/.test(log);
      return [
        prints("its result is right", log, "Pi is roughly", /^3\.1[345]/),
        claim("an executor has worked", isOnExecutor ? [] : [`found no finished task in ${name}/driver.log`]),
        claim(
          "the driver's container ends with 0",
          end?.exitCode === 0 ? [] : [`found ${JSON.stringify(end)}`],
        ),
        claim(
          "spark-submit ends with 0, and has seen the driver succeed",
          exitCode === 0 && /phase: Succeeded/.test(output)
            ? []
            : [`it ended with ${exitCode}: ${name}/spark-submit.log`],
        ),
      ];
    });
  },
};

async function program({ variant, inImage }: Stage) {
  const [jar = ""] = (await inImage(variant, "bash", "-c", FIND_JAR)).split("\n");
  return jar === ""
    ? { mainClass: "Pi", file: "spark-internal" }
    : { mainClass: "org.apache.spark.examples.SparkPi", file: `local://${jar}`, arguments: ["4"] };
}
