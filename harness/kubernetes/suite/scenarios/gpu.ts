import type { ExecutorLog } from "../job";
import { jobName } from "../job-words";
import { describePod, terminationOf } from "../pod-status";
import { claim, type Claim, prints, type Scenario, type Stage } from "../scenario";
import { keepLog } from "../workspace";

/** CUDA's words for a machine without NVIDIA's driver, or without a GPU; the tests of images look for the same. */
const NO_DRIVER = /cudaErrorInsufficientDriver|cudaErrorNoDevice/;
/** What the plugin says of itself as soon as its class is there. */
const STARTED = /RAPIDS Accelerator \S+ using cudf/;
/** Spark's exit code when more executors have failed than may. */
const EXECUTORS_FAILED = 11;
/** What the driver says then. */
const GIVEN_UP = /Max number of executor failures \(0\) reached/;

/** The GPU runtime where there is no GPU: it starts, and says what it misses. */
export const gpu: Scenario = {
  name: "gpu",
  title: "the GPU runtime's pods start, and the plugin says that no driver is there",
  images: [({ gpu }) => gpu],
  whyNot({ target: { spark, gpu, isGpuBuilt } }, isOwnCluster) {
    if (gpu === undefined) return `the matrix makes no GPU runtime for Spark ${spark}`;
    if (!isGpuBuilt) return `the GPU runtime is not built: npm run images -- ${gpu}`;
    return isOwnCluster ? undefined : "the nodes of your cluster may have NVIDIA's driver";
  },
  async play(stage) {
    return [...(await playWithPlugin(stage)), await playWithout(stage)];
  },
};

function playWithPlugin({ variant, workspace, withJob }: Stage): Promise<readonly Claim[]> {
  const name = jobName("gpu", variant);
  const settings = {
    "spark.plugins": "com.nvidia.spark.SQLPlugin",
    // The first executor that fails ends the job, and its pod stays to be looked at.
    "spark.executor.maxNumFailures": "0",
    "spark.kubernetes.executor.deleteOnTermination": "false",
  };
  return withJob({ ...jobOf(variant), name, settings }, async (job) => {
    const { output, exitCode } = await job.submission;
    const driver = await job.driver();
    const end = terminationOf(driver);
    const driverLog = await job.driverLog();
    const executors = await job.executorLogs();
    for (const { pod, log } of executors) await keepLog(workspace, `${name}/${pod.metadata.name}.log`, log);
    const isVisible = /phase: Failed/.test(output) && output.includes(`exit code: ${EXECUTORS_FAILED}`);
    return [
      claim(
        "the driver's pod starts, and the plugin in it",
        STARTED.test(driverLog) ? [] : [`found nothing of it in ${name}/driver.log`],
      ),
      ...claimsOf(executors),
      claim(
        "the driver says that its executor has failed and that it gives up",
        GIVEN_UP.test(driverLog) ? [] : [`found nothing of it in ${name}/driver.log`],
      ),
      claim(
        `its pod has failed, with exit code ${EXECUTORS_FAILED}`,
        end?.exitCode === EXECUTORS_FAILED && driver.status.phase === "Failed"
          ? []
          : [`found ${describePod(driver)}`],
      ),
      claim(
        "spark-submit sees it fail, and prints the exit code",
        isVisible ? [] : [`found neither or one alone in ${name}/spark-submit.log`],
        [`spark-submit ended with ${exitCode}`],
      ),
    ];
  });
}

/** What is claimed of executors. One that was made in the place of the first may go on while its driver ends. */
export function claimsOf(executors: readonly ExecutorLog[]): readonly Claim[] {
  const told = executors.filter(({ log }) => STARTED.test(log) && NO_DRIVER.test(log));
  const hasFailed = told.some(({ pod }) => terminationOf(pod)?.exitCode === 1);
  const found = executors.map(({ pod }) => `found ${describePod(pod)}`);
  return [
    claim(
      "an executor's pod starts, and the plugin says in it that there is no NVIDIA driver",
      told.length > 0 ? [] : ["found nothing of it in any executor's log", ...found],
    ),
    claim("an executor that says so ends with 1", hasFailed ? [] : ["there is none", ...found]),
  ];
}

function playWithout({ variant, withJob }: Stage): Promise<Claim> {
  const name = jobName("gpu-without", variant);
  return withJob({ ...jobOf(variant), name }, async (job) =>
    prints(
      "a job without the plugin ends right on the same image",
      await job.ended(),
      "Pi is roughly",
      /^3\.1[345]/,
    ),
  );
}

function jobOf(variant: Stage["variant"]) {
  return { variant, image: variant.target.gpu ?? "", mainClass: "Pi", file: "spark-internal" };
}
