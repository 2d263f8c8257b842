import { join, resolve } from "node:path";
import { type DeployFiles, readDeployFiles } from "../../../deploy-check/deploy-files";
import { inNamespace } from "../../../deploy-check/namespace";
import { firstJob, type SeenPod, watchJob } from "../first-job";
import { jobName } from "../job-words";
import { SPARK_UID } from "../restricted";
import { claim, type Claim, prints, type Scenario, type Stage } from "../scenario";
import { keepLog } from "../workspace";

const ROOT = resolve(__dirname, "../../../..");
const FIND_EXAMPLE = "find /opt/spark/examples -name pi.py";

/** The first job of docs/deploy.md: what `deploy/` has, with its accounts, roles, templates and settings as they are. */
export const deploy: Scenario = {
  name: "deploy",
  title: "the first job of deploy/, by its own roles, pod templates and spark-defaults.conf",
  isInTurn: true, // Each makes and removes the one namespace that deploy/ names.
  whyNot: ({ uid }, isOwnCluster) => {
    if (uid !== SPARK_UID) return `pods of deploy/ run as uid ${SPARK_UID}`;
    return isOwnCluster ? undefined : "deploy/ names the images of the matrix, and not those of --registry";
  },
  async play(stage) {
    const { kubectl } = stage.workspace;
    const files = await readDeployFiles(ROOT);
    return inNamespace({ kubectl, files }, () => play(files, stage));
  },
};

async function play(files: DeployFiles, { variant, workspace, inImage }: Stage): Promise<readonly Claim[]> {
  const { kubectl, signal } = workspace;
  const { namespace } = files;
  const example = (await inImage(variant, "bash", "-c", FIND_EXAMPLE)).split("\n")[0] ?? "";
  const job = await firstJob(files, variant.target.python, example, kubectl);
  await kubectl.run("apply", "--kustomize", join(ROOT, "deploy/base"));
  await kubectl.apply(job.objects);
  const { isComplete, pods } = await watchJob(job.name, namespace, { kubectl, signal });
  const driver = ["--selector=spark-role=driver", "--tail=-1"];
  const log = await kubectl.run("logs", "--namespace", namespace, ...driver).catch(String);
  await keepLog(workspace, `${jobName("deploy", variant)}/driver.log`, log);
  return [
    claim("the Job of spark-submit is complete", isComplete ? [] : ["it has failed, or not ended in time"]),
    prints("the driver's result is right", log, "Pi is roughly", /^3\.1/),
    ...claimsOf(pods, job.requests),
  ];
}

function claimsOf(pods: readonly SeenPod[], requests: Readonly<Record<string, string>>): readonly Claim[] {
  const roles = ["submit", "driver", "executor"];
  const missing = roles.filter((role) => !pods.some((pod) => pod.role === role));
  const accounts = new Set(pods.map(({ role, account }) => `${role} ${account}`));
  const wrong = pods.filter(({ role, cpu }) => role !== "submit" && cpu !== requests[role]);
  return [
    claim(
      "driver, executors and spark-submit are pods",
      missing.map((role) => `found no pod of the role ${role}`),
    ),
    claim(
      "each of the three runs under an account of its own",
      accounts.size === roles.length ? [] : [`found ${[...accounts].join(", ")}`],
      [...accounts],
    ),
    claim(
      "driver and executors ask for the processors that spark-defaults.conf says",
      wrong.map(({ role, cpu }) => `${role}: expected ${requests[role]}, found ${cpu}`),
    ),
  ];
}
