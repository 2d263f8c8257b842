import { join } from "node:path";
import { withCleanUp } from "../../../clean-up";
import { inStaging } from "../../../staging";
import { pushImages } from "../../push-images";
import type { Job } from "../job";
import { jobName } from "../job-words";
import { waitingReason } from "../pod-status";
import { Registry } from "../registry";
import { claim, type Claim, prints, type Scenario, type Stage } from "../scenario";

const PULL_FAILED = /^(?:ErrImagePull|ImagePullBackOff)$/;

/** Pods whose image cannot be pulled, until it can. */
export const registryGone: Scenario = {
  name: "registry-gone",
  title: "the registry gone while pods start, and there again",
  isAlone: true,
  whyNot: (_, isOwnCluster) =>
    isOwnCluster ? undefined : "the registry of your cluster is not this suite's to stop",
  async play(stage) {
    const { cluster, cacheFolder, workspace, engine, report } = stage;
    if (cluster === undefined) return [];
    return inStaging(join(cacheFolder, "staging"), async (folder) => {
      const { signal } = workspace;
      const registry = new Registry(cluster, folder, { cacheFolder, signal });
      return withCleanUp(
        async () => {
          await registry.start();
          await pushImages([stage.variant.target.core], registry.images, { engine, report, signal });
          await registry.stop();
          return playWithout(registry, stage);
        },
        () => registry.remove(),
      );
    });
  },
};

function playWithout(registry: Registry, { variant, withJob }: Stage): Promise<readonly Claim[]> {
  const image = registry.images.nameOf(variant.target.core);
  const job = { variant, mainClass: "Pi", file: "spark-internal" };
  const [one, other] = ["registry-driver", "registry-executor"].map((kind) => jobName(kind, variant));
  // Those that fail are kept: what they print says why.
  const forAll = { "spark.kubernetes.executor.deleteOnTermination": "false" };
  const forBoth = {
    ...forAll,
    "spark.kubernetes.container.image": image,
    "spark.kubernetes.container.image.pullPolicy": "Always",
  };
  const forExecutors = {
    ...forAll,
    "spark.kubernetes.executor.container.image": image,
    "spark.kubernetes.container.image.pullPolicy": "IfNotPresent",
  };
  return withJob({ ...job, name: one ?? "", settings: forBoth }, (first) =>
    withJob({ ...job, name: other ?? "", settings: forExecutors }, async (second) => {
      const driver = await first.until("the driver's pod waits for its image", () => whyDriverWaits(first));
      const executor = await second.until("an executor's pod waits for its image", () =>
        whyExecutorWaits(second),
      );
      await registry.start();
      const logs = [await first.ended(), await second.ended()];
      const { output } = await first.submission;
      return [
        claim("the driver's pod says that its image cannot be pulled", [], [driver]),
        claim(
          "spark-submit says so too",
          /ErrImagePull|ImagePullBackOff/.test(output)
            ? []
            : [`found nothing of it in ${one}/spark-submit.log`],
        ),
        claim("an executor's pod says it, while its driver waits", [], [executor]),
        prints(
          "the job without a driver goes on when the registry is there",
          logs[0] ?? "",
          "Pi is roughly",
          /^3\.1[345]/,
        ),
        prints("the job without an executor goes on", logs[1] ?? "", "Pi is roughly", /^3\.1[345]/),
      ];
    }),
  );
}

async function whyDriverWaits(job: Job): Promise<string | undefined> {
  const driver = await job.driver().catch(() => undefined); // It may not be there yet.
  const reason = (driver && waitingReason(driver)) ?? "";
  return PULL_FAILED.test(reason) ? reason : undefined;
}

async function whyExecutorWaits(job: Job): Promise<string | undefined> {
  const reasons = (await job.executors()).map((pod) => waitingReason(pod) ?? "");
  return reasons.find((reason) => PULL_FAILED.test(reason));
}
