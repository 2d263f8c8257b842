import { jobName } from "../job-words";
import { WRITABLE } from "../restricted";
import { claim, prints, type Scenario } from "../scenario";
import { terminationOf } from "../pod-status";

/** What /proc/self/status says of a process without privileges. */
const STATUS = (uid: number) =>
  `Uid=${uid} Gid=0 CapBnd=0000000000000000 CapEff=0000000000000000 NoNewPrivs=1 Seccomp=2`;
/** Folders in memory that the container runtime gives every container; Spark's own folder for shuffles. */
const OF_THE_RUNTIME = ["/dev/mqueue", "/dev/shm"];
const OF_SPARK = /^\/var\/data\/spark-[0-9a-f-]+$/;

/** A job of PySpark with a pandas UDF on two executors, which looks at its own restrictions. */
export const pandasUdf: Scenario = {
  name: "pandas-udf",
  title: "PySpark, a pandas UDF through Arrow on two executors, each pod restricted",
  breadth: "sparks",
  play({ variant, withJob }) {
    const settings = { "spark.executor.instances": "2" };
    const name = jobName("pandas-udf", variant);
    return withJob({ name, variant, file: "pandas_udf.py", settings }, async (job) => {
      const executors = await job.until("two executors", async () => {
        const found = await job.executors();
        return found.length === 2 ? found : undefined;
      });
      const log = await job.ended();
      const driver = await job.driver();
      const unlimited = [driver, ...executors].filter(({ spec }) =>
        spec.containers.some(({ resources }) => resources?.limits?.["memory"] === undefined),
      );
      const end = terminationOf(driver);
      return [
        prints("a pandas UDF runs through Arrow", log, "plan", "True"),
        prints("its result is right", log, "sum", "999000"),
        prints("a data frame becomes one of pandas", log, "pandas", "10"),
        prints("two executors have worked", log, "executors", "2"),
        prints("the driver has no privilege", log, "driver_status", STATUS(variant.uid)),
        prints("executors have no privilege", log, "executor_status", STATUS(variant.uid)),
        onlyWritable("the driver can write in no other folder than documented", log, "driver_writable"),
        onlyWritable("executors can write in no other folder than documented", log, "executor_writable"),
        claim(
          "every pod has a memory limit",
          unlimited.map(({ metadata }) => metadata.name),
        ),
        claim(
          "the driver's container ends with 0",
          end?.exitCode === 0 ? [] : [`found ${JSON.stringify(end)}`],
        ),
      ];
    });
  },
};

function onlyWritable(says: string, log: string, name: string) {
  const found = new RegExp(`^${name}: (.*)$`, "m").exec(log)?.[1];
  if (found === undefined) return prints(says, log, name, /./);
  const folders = found.split(/ (?:\| )?/);
  const allowed = new Set<string>([...WRITABLE, ...OF_THE_RUNTIME]);
  const wrong = folders.filter((folder) => !allowed.has(folder) && !OF_SPARK.test(folder));
  const missing = WRITABLE.filter((folder) => !folders.includes(folder));
  return claim(says, [
    ...wrong.map((folder) => `${folder} can be written`),
    ...missing.map((folder) => `${folder} cannot be written`),
  ]);
}
