import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { COPIED } from "../../../harness/kubernetes/suite/image-source";
import { Job } from "../../../harness/kubernetes/suite/job";
import { describePod, type Pod } from "../../../harness/kubernetes/suite/pod-status";
import { waitUntilReady } from "../../../harness/kubernetes/suite/ready-pod";
import { withPod } from "../../../harness/kubernetes/suite/running-pod";
import { withJob } from "../../../harness/kubernetes/suite/scenario";
import { Submitters } from "../../../harness/kubernetes/suite/submitters";
import type { Variant } from "../../../harness/kubernetes/suite/variant";
import { kubectlThat } from "../kubectl-that";
import { temporaryFolder } from "../temporary-folder";

const target = { spark: "4.1.1", core: "core:1", python: "python:1", s3a: undefined, s3aPython: undefined };
const variant: Variant = { target: { ...target, gpu: undefined, isGpuBuilt: false }, uid: 185 };
const settings = { name: "a", variant, file: "spark-internal", mainClass: "Pi" };

/** A namespace in which kubectl is a script: its first two arguments are the option of the namespace, where it has one. */
async function workspaceOf(script: string) {
  const kubectl = await kubectlThat(`if [ "$1" = --namespace ]; then shift 2; fi\n${script}`);
  const logs = await temporaryFolder();
  const signal = AbortSignal.timeout(60_000);
  return { kubectl, namespace: "space", images: COPIED, servers: {}, logs, signal };
}

const podOf = (status: Pod["status"]): Pod => ({
  metadata: { name: "a", uid: "1" },
  spec: { containers: [] },
  status,
});

/** Nothing is there: the API server has refused the driver's pod. */
const REFUSED = `case $1 in
create) cat >/dev/null ;;
wait | delete) ;;
exec) echo 'pods "a-driver" is forbidden: exceeded quota' && exit 1 ;;
*) echo 'Error from server (NotFound): pods "a-driver" not found' >&2 && exit 1 ;;
esac`;

describe("a job that went wrong", () => {
  it("says what spark-submit has printed, where there is no driver", async () => {
    const workspace = await workspaceOf(REFUSED);
    const job = new Job(workspace, settings, new Submitters(workspace));
    const why =
      /"a-driver" not found\nthe last lines of spark-submit:\n {2}pods "a-driver" is forbidden: exceeded quota$/;
    await expect(job.ended()).rejects.toThrow(why);
    await expect(job.terminated()).rejects.toThrow(why);
    await expect(job.driver()).rejects.toThrow(why);
  });

  it("says what spark-submit has printed, where something of it is waited for in vain", async () => {
    const workspace = await workspaceOf(REFUSED);
    const job = new Job(workspace, settings, new Submitters(workspace));
    await expect(job.saw(/^sum/)).rejects.toThrow(
      /^waited in vain: the driver prints \/\^sum\/\nthe last lines of spark-submit:\n {2}pods "a-driver" is forbidden/,
    );
  });

  it("says why spark-submit could not be called, whatever is asked of it", async () => {
    const workspace = await workspaceOf('echo "The connection to the server was refused" >&2; exit 1');
    const job = new Job(workspace, settings, new Submitters(workspace));
    for (const asked of [job.ended(), job.terminated(), job.saw(/a/), job.submission])
      await expect(asked).rejects.toThrow(
        /create --filename=-" ended with 1\.\n.*connection to the server was/,
      );
  });

  it("says the driver's last lines, where it has some", async () => {
    const workspace = await workspaceOf(`case $1 in
logs) echo "$2 is out of luck" ;;
*) cat >/dev/null ;;
esac`);
    const job = new Job(workspace, settings, new Submitters(workspace));
    await expect(job.saw(/^sum/)).rejects.toThrow(
      /in vain: .*\nthe last lines of the driver:\n {2}a-driver is out of luck$/,
    );
  });
});

describe("a driver's pod", () => {
  /** It is as it is said, the second time that it is asked for; the first time nothing is known of it. */
  const later = (pod: Pick<Pod, "spec" | "status">) => `case $1 in
get)
  if [ -e "$0-asked" ]; then echo '${JSON.stringify(pod)}'; else echo '{"spec": {}, "status": {}}'; fi
  touch "$0-asked" ;;
*) cat >/dev/null ;;
esac`;

  it.each([
    [
      true,
      {
        spec: { containers: [] },
        status: { conditions: [{ type: "PodScheduled", reason: "Unschedulable" }] },
      },
    ],
    [false, { spec: { containers: [], nodeName: "node" }, status: {} }],
  ])("waits for room or does not (%j), when the scheduler has said so", async (waits, pod) => {
    const workspace = await workspaceOf(later(pod));
    const job = new Job(workspace, settings, new Submitters(workspace));
    expect(await job.isUnschedulable()).toBe(waits);
  });
});

describe("a job that is removed", () => {
  /** The driver and an executor have printed something until the driver's pod is deleted. */
  const GONE = `case $1 in
logs)
  if [ -e "$(dirname "$0")/gone" ]; then exit 1; fi
  case $* in
  "logs a-driver") echo "Pi is roughly 3.14" ;;
  *"--selector spark-role=executor,spark-k8s-job=a "*) echo "[pod/a-exec-1/spark] no such host" ;;
  esac ;;
delete) if [ "$3" = a-driver ]; then touch "$(dirname "$0")/gone"; fi ;;
esac
cat >/dev/null
echo "$*" >>"$(dirname "$0")/calls"`;

  it("keeps what driver and executors have printed, also when the driver's pod was deleted before", async () => {
    const workspace = await workspaceOf(GONE);
    await withJob(settings, (job) => job.delete(), [workspace, new Submitters(workspace)]);
    expect(await readFile(join(workspace.logs, "a/driver.log"), "utf8")).toBe("Pi is roughly 3.14");
    expect(await readFile(join(workspace.logs, "a/executors.log"), "utf8")).toBe(
      "[pod/a-exec-1/spark] no such host",
    );
    const calls = await readFile(join(workspace.kubectl.program, "../calls"), "utf8");
    expect(calls.split("\n").filter((call) => call.startsWith("delete "))).toEqual([
      "delete pod a-driver --ignore-not-found --timeout=180s",
      "delete pods --selector=spark-k8s-job=a --ignore-not-found --wait=false --grace-period=1",
    ]);
  });
});

describe("a pod that is not as it should be", () => {
  it.each([
    [{ phase: "Running" }, "pod a: Running"],
    [
      { phase: "Failed", reason: "Evicted", message: "The node was low on resource: memory." },
      "pod a: Failed, Evicted: The node was low on resource: memory.",
    ],
    [
      {
        phase: "Pending",
        conditions: [
          { type: "Ready", reason: "ContainersNotReady" },
          { type: "PodScheduled", reason: "Unschedulable", message: "0/1 nodes are available" },
        ],
      },
      "pod a: Pending, Unschedulable: 0/1 nodes are available",
    ],
    [
      {
        phase: "Pending",
        containerStatuses: [{ state: { waiting: { reason: "ErrImageNeverPull", message: "a:1" } } }],
      },
      "pod a: Pending, ErrImageNeverPull: a:1",
    ],
    [
      {
        phase: "Failed",
        containerStatuses: [{ state: { terminated: { reason: "OOMKilled", exitCode: 137 } } }],
      },
      "pod a: Failed, OOMKilled: exit code 137",
    ],
  ])("is described: %j", (status, description) => {
    expect(describePod(podOf(status))).toBe(description);
  });

  it("is described when it is waited for in vain", async () => {
    const pod = JSON.stringify(podOf({ phase: "Pending", reason: "NoLuck" }));
    const { kubectl } = await workspaceOf(`case $1 in
wait) echo "timed out waiting for the condition" >&2 && exit 1 ;;
get) echo '${pod}' ;;
esac`);
    await expect(waitUntilReady({ name: "a", namespace: "space", limitSeconds: 1 }, kubectl)).rejects.toThrow(
      /timed out waiting for the condition\npod a: Pending, NoLuck$/,
    );
  });

  it("is described with its last lines when it ends without what it was to print", async () => {
    const state = { terminated: { reason: "Error", exitCode: 3 } };
    const pod = JSON.stringify(podOf({ phase: "Failed", containerStatuses: [{ state }] }));
    const workspace = await workspaceOf(`case $1 in
create) cat >/dev/null ;;
get) echo '${pod}' ;;
logs) echo "no such class" ;;
esac`);
    const own = { name: "a", image: "a:1", uid: 185, args: [], memory: "1Gi" };
    await expect(withPod(own, (one) => one.saw(/^sum/), workspace)).rejects.toThrow(
      "a: it ended and did not print /^sum/\npod a: Failed, Error: exit code 3\n  no such class",
    );
  });

  it("is no pod at all where the API server refuses it, which is told, and nothing is cleaned up", async () => {
    const workspace = await workspaceOf('cat >/dev/null; echo "forbidden: violates PodSecurity" >&2; exit 1');
    const own = { name: "a", image: "a:1", uid: 185, args: [], memory: "1Gi" };
    const played = withPod(own, () => Promise.resolve(), workspace);
    await expect(played).rejects.toThrow("forbidden: violates PodSecurity");
    await expect(played).rejects.not.toThrow("cleaning up");
  });
});
