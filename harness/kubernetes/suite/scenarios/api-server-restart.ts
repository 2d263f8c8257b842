import { withCleanUp } from "../../../clean-up";
import type { Cluster } from "../../cluster/cluster";
import { clusterWords, driverName, jobName } from "../job-words";
import { JOB_LABEL } from "../names";
import { type Pod, terminationOf } from "../pod-status";
import type { RunningPod } from "../running-pod";
import { claim, type Claim, prints, type Scenario } from "../scenario";
import { inNamespace, keepLog, type Workspace } from "../workspace";

/** A job whose driver and executors run while the API server is killed and started again. */
export const apiServerRestart: Scenario = {
  name: "api-server-restart",
  title: "the API server killed and started again during a job",
  isAlone: true,
  whyNot: (_, isOwnCluster) =>
    isOwnCluster ? undefined : "the API server of your cluster is not this suite's to kill",
  async play({ variant, workspace, cluster, withPod }) {
    if (cluster === undefined) return [];
    const name = jobName("api-server-restart", variant);
    const job = { name, variant, file: "slow_count.py" };
    const { namespace, images } = workspace;
    // In a pod of its own: a shell that kubectl exec has made ends with the API server.
    const args = clusterWords(job, namespace, images);
    const pod = {
      name: `${name}-submit`,
      image: variant.target.python,
      uid: variant.uid,
      args,
      memory: "1Gi",
    };
    return withCleanUp(
      () =>
        withPod(pod, (submit) => restart(submit, submit.of(driverName(job)), { name, cluster, workspace })),
      () => inNamespace(workspace, "delete", "pods", `--selector=${JOB_LABEL}=${name}`, "--wait=false"),
    );
  },
};

interface Context {
  readonly name: string;
  readonly cluster: Cluster;
  readonly workspace: Workspace;
}

async function restart(
  submit: RunningPod,
  driver: RunningPod,
  { name, cluster, workspace }: Context,
): Promise<readonly Claim[]> {
  await submit.saw(/phase: Running/);
  await driver.saw(/Finished task .* in stage 0/);
  await cluster.restartApiServer();
  const submitted = await submit.ended();
  const end = await driver.ended();
  const log = await driver.log();
  await keepLog(workspace, `${name}/driver.log`, log);
  const selector = `--selector=spark-role=executor,${JOB_LABEL}=${name}`;
  const listed = await inNamespace(workspace, "get", "pods", selector, "--output=json");
  const executors = (JSON.parse(listed) as { items: readonly Pod[] }).items;
  const left = executors.filter((pod) => terminationOf(pod) === undefined);
  const hasSeen = /phase: Succeeded/.test(await submit.log());
  return [
    prints("the job goes on and its result is right", log, "result", "[(0, 63), (1, 70), (2, 57)]"),
    claim("the driver's container ends with 0", end.exitCode === 0 ? [] : [`found ${JSON.stringify(end)}`]),
    claim(
      "no executor outlives it",
      left.map(({ metadata }) => metadata.name),
    ),
    claim(
      "spark-submit goes on too, sees the driver succeed and ends with 0",
      submitted.exitCode === 0 && hasSeen ? [] : [`it ended with ${submitted.exitCode}: ${submit.name}.log`],
    ),
  ];
}
