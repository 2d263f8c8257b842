import { setTimeout as sleep } from "node:timers/promises";
import { withCleanUp } from "../../../clean-up";
import { secondsSince } from "../../../report";
import type { Cluster } from "../../cluster/cluster";
import { clusterWords, driverName, jobName } from "../job-words";
import { JOB_LABEL } from "../names";
import { type Pod, terminationOf } from "../pod-status";
import { headlessService } from "../pods";
import type { RunningPod } from "../running-pod";
import { claim, type Claim, prints, type Scenario, type Stage } from "../scenario";
import { inNamespace, keepLog, type Workspace } from "../workspace";

/**
 * How long a new name may be unknown. Components that lost the API server ask for it again ever less often: when it had
 * been restarted seven times in a row, CoreDNS knew a new name after 57 s.
 */
const NAME_LIMIT_MS = 120_000;
const POLL_MS = 500;

/** A job whose driver and executors run while the API server is killed and started again. */
export const apiServerRestart: Scenario = {
  name: "api-server-restart",
  title: "the API server killed and started again during a job",
  isAlone: true,
  whyNot: (_, isOwnCluster) =>
    isOwnCluster ? undefined : "the API server of your cluster is not this suite's to kill",
  async play(stage) {
    const { variant, workspace, cluster, withPod } = stage;
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
    const claims = await withCleanUp(
      () =>
        withPod(pod, (submit) => restart(submit, submit.of(driverName(job)), { name, cluster, workspace })),
      () => inNamespace(workspace, "delete", "pods", `--selector=${JOB_LABEL}=${name}`, "--wait=false"),
    );
    return [...claims, await namesAPod(`${name}-named`, stage)];
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

/** A claim that the cluster does for a new pod what it does for a driver: it runs, and its service has a name. */
export function namesAPod(
  name: string,
  { variant, workspace, withPod }: Pick<Stage, "variant" | "workspace" | "withPod">,
  limitMs = NAME_LIMIT_MS,
): Promise<Claim> {
  const { kubectl, namespace, signal } = workspace;
  const labels = { [JOB_LABEL]: name };
  const pod = { name, image: variant.target.python, uid: variant.uid, memory: "256Mi", labels };
  return withPod({ ...pod, args: ["sleep", "infinity"] }, (made) =>
    withCleanUp(
      async () => {
        const start = Date.now();
        await kubectl.create([headlessService({ name, namespace }, labels)]);
        const problem = await whyUnknown(name, made, { end: start + limitMs, signal });
        const problems = problem === undefined ? [] : problem.split("\n");
        const after = `after ${secondsSince(start)} s`;
        return claim("a pod that is made afterwards runs, and its service has a name", problems, [after]);
      },
      () => inNamespace(workspace, "delete", "service", name, "--ignore-not-found"),
    ),
  );
}

/** Why a pod does not find a name, in the last look at it; undefined: it has found it. */
async function whyUnknown(
  name: string,
  pod: RunningPod,
  { end, signal }: { readonly end: number; readonly signal: AbortSignal },
): Promise<string | undefined> {
  for (;;) {
    signal.throwIfAborted();
    const problem = await pod.exec("getent", "hosts", name).then(() => undefined, String);
    if (problem === undefined || Date.now() > end) return problem;
    await sleep(POLL_MS);
  }
}
