import type { Job } from "../job";
import { jobName } from "../job-words";
import { terminationOf } from "../pod-status";
import { claim, type Claim, prints, type Scenario, type Stage } from "../scenario";

/** Spark takes a volume whose name begins so for its own folder of shuffles and spilled data. */
const VOLUME = "spark.kubernetes.executor.volumes.emptyDir.spark-local-dir-1";
const PATH = "/var/data/limited";
const WRITTEN = 8 * 12 * 2 ** 20;
const NO_SPACE = "No space left on device";

/** Executors whose folder for shuffles is full: a disk of their own, of 24 MiB. */
export const diskFull: Scenario = {
  name: "disk-full",
  title: "the disk of work folders full",
  async play(stage) {
    const [full, roomy] = ["24Mi", "512Mi"].map((size) => ({
      [`${VOLUME}.mount.path`]: PATH,
      [`${VOLUME}.mount.readOnly`]: "false",
      [`${VOLUME}.options.medium`]: "Memory",
      [`${VOLUME}.options.sizeLimit`]: size,
      "spark.executor.memoryOverhead": "640m",
      "spark.task.maxFailures": "2",
    }));
    const failed = await play("disk-full", full ?? {}, stage, ofFull);
    const done = await play("disk-roomy", roomy ?? {}, stage, async (job) => [
      prints("the same job ends right with room on the disk", await job.ended(), "bytes", String(WRITTEN)),
    ]);
    return [...failed, ...done];
  },
};

function play(
  kind: string,
  settings: Readonly<Record<string, string>>,
  { variant, withJob }: Stage,
  claims: (job: Job, name: string) => Promise<readonly Claim[]>,
): Promise<readonly Claim[]> {
  const name = jobName(kind, variant);
  return withJob({ name, variant, file: "large_shuffle.py", settings }, (job) => claims(job, name));
}

async function ofFull(job: Job, name: string): Promise<readonly Claim[]> {
  const { output, exitCode } = await job.submission;
  const log = await job.driverLog();
  const end = terminationOf(await job.driver());
  return [
    claim(
      "the job fails for want of space, and says so",
      log.includes(NO_SPACE) ? [] : [`found nothing of it in ${name}/driver.log`],
    ),
    claim("the driver's container ends with 1", end?.exitCode === 1 ? [] : [`found ${JSON.stringify(end)}`]),
    claim(
      "spark-submit sees it fail",
      /phase: Failed/.test(output) ? [] : [`found no such phase in ${name}/spark-submit.log`],
      [`spark-submit ended with ${exitCode}`],
    ),
  ];
}
