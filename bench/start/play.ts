import { withCleanUp } from "../../harness/clean-up";
import { Job } from "../../harness/kubernetes/suite/job";
import { JOB_LABEL } from "../../harness/kubernetes/suite/names";
import { SPARK_UID } from "../../harness/kubernetes/suite/restricted";
import { Submitters } from "../../harness/kubernetes/suite/submitters";
import { inNamespace, type Workspace } from "../../harness/kubernetes/suite/workspace";
import type { Report } from "../../harness/report";
import type { RuntimeFolder } from "../../src/model/project";
import { SIDES, type Side, type SparkFigures, type Times } from "./figures";
import { readTimes } from "./log-times";
import { mediansOf, turnsOf } from "./medians";
import { podSeconds } from "./processor-time";
import type { StartImages } from "./start-images";
import { targetOf } from "./start-project";
import { SHORT_JOB } from "./start-workspace";

/** What the jobs of the suite have to be quick and to find their files: here jobs are as Spark starts them by itself. */
const AS_SPARK_DOES = {
  "spark.driver.extraClassPath": "",
  "spark.driver.extraJavaOptions": "",
  "spark.executor.extraClassPath": "",
  "spark.executor.extraJavaOptions": "",
  "spark.driver.memory": "1g",
  "spark.executor.memory": "1g",
};

/** Plays the short job on each image of a Spark in turn, one round more than asked for: the first is not counted. */
export async function playRounds(
  { spark }: Pick<RuntimeFolder, "spark">,
  images: StartImages,
  rounds: number,
  workspace: Workspace,
  report: Report,
): Promise<SparkFigures> {
  const submitters = new Submitters(workspace);
  const found = Object.fromEntries(SIDES.map((side) => [side, []])) as unknown as Record<Side, Times[]>;
  for (let round = 0; round <= rounds; round += 1) {
    for (const side of turnsOf(round)) {
      const name = `start-${spark.replaceAll(".", "")}-${round}-${side}`;
      const times = await playOne(name, { spark }, images[side], workspace, submitters);
      report(
        `${name}: executor after ${times.registered.toFixed(1)} s, job in ${times.job.toFixed(1)} s, processor ${times.processor.toFixed(1)} s`,
      );
      if (round > 0) found[side].push(times);
    }
  }
  return { spark, rounds: found, medians: mediansOf(found) };
}

async function playOne(
  name: string,
  runtime: Pick<RuntimeFolder, "spark">,
  image: string,
  workspace: Workspace,
  submitters: Submitters,
): Promise<Times> {
  const variant = { target: targetOf(runtime, image), uid: SPARK_UID };
  // The pod that submits is there before the clock runs.
  await submitters.entryFor({ variant, image });
  const before = await podSeconds();
  const start = performance.now();
  const job = new Job(
    workspace,
    { name, variant, image, file: SHORT_JOB, settings: AS_SPARK_DOES },
    submitters,
  );
  return withCleanUp(
    async () => {
      const { exitCode } = await job.submission;
      const seconds = (performance.now() - start) / 1000;
      const processor = (await podSeconds()) - before;
      const log = await inNamespace(workspace, "logs", "--timestamps", job.driverPod);
      if (exitCode !== 0 || !/ counted: 100000$/m.test(log))
        throw new Error(
          `${name}: spark-submit ended with ${exitCode}, and its result was to be "counted: 100000": see ${workspace.logs}/${name}.`,
        );
      return { ...readTimes(log), job: seconds, processor };
    },
    async () => {
      await job.remove();
      // What one job leaves behind is no part of the next one's processor time.
      const gone = ["wait", "--for=delete", "pods", `--selector=${JOB_LABEL}=${name}`, "--timeout=120s"];
      await inNamespace(workspace, ...gone).catch(() => undefined);
    },
  );
}
