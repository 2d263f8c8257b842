import { jobName } from "../job-words";
import { JOBS } from "../names";
import { ownPod } from "../pods";
import { claim, type Scenario, type Stage } from "../scenario";

/** Each part of the context that the standard asks for, left out or against it; `/` separates the fields on the way. */
const RELAXATIONS: readonly (readonly [string, string, unknown])[] = [
  ["that may be root", "securityContext/runAsNonRoot", false],
  ["that is root", "containers/0/securityContext/runAsUser", 0],
  ["that may get more privileges", "containers/0/securityContext/allowPrivilegeEscalation", true],
  ["with the capabilities of a runtime", "containers/0/securityContext/capabilities", {}],
  ["with another capability", "containers/0/securityContext/capabilities/add", ["CHOWN"]],
  ["without a filter of system calls", "containers/0/securityContext/seccompProfile/type", "Unconfined"],
  ["in the node's network", "hostNetwork", true],
  ["that sees the node's processes", "hostPID", true],
  ["with a folder of the node", "volumes/0", { name: "tmp", hostPath: { path: "/tmp" } }],
];

/** What the namespace refuses: the check that the check works. */
export const restrictedPods: Scenario = {
  name: "restricted-pods",
  title: "the namespace refuses pods that are not restricted",
  async play(stage) {
    const { variant, workspace, withJob } = stage;
    const name = jobName("restricted-pods", variant);
    const bare = Object.fromEntries(
      ["driver", "executor"].map((role) => [`spark.kubernetes.${role}.podTemplateFile`, BARE]),
    );
    const submission = await withJob(
      { name, variant, file: "spark-internal", mainClass: "Pi", settings: bare },
      (job) => job.submission,
    );
    const refused = /forbidden: violates PodSecurity "restricted:latest"/.test(submission.output);
    const pods = await workspace.kubectl.whyRefused([podOf(stage, name)]);
    return [
      claim("it takes a pod with the context of drivers and executors", pods === undefined ? [] : [pods]),
      claim(
        "it refuses a driver whose pod template has no context, and spark-submit says so and fails",
        refused && submission.exitCode !== 0 ? [] : [`found nothing of it in ${name}/spark-submit.log`],
        [`spark-submit ended with ${submission.exitCode}`],
      ),
      ...(await Promise.all(
        RELAXATIONS.map(async ([what, path, value]) => {
          const pod = structuredClone(podOf(stage, name));
          set(pod["spec"] as Fields, path.split("/"), value);
          const why = await workspace.kubectl.whyRefused([pod]);
          const isRefused = why?.includes("violates PodSecurity") ?? false;
          return claim(`it refuses a pod ${what}`, isRefused ? [] : [why ?? "found it taken"]);
        }),
      )),
    ];
  },
};

type Fields = Record<string, unknown>;
/** A pod template without any context. */
const BARE = `${JOBS.folder}/bare-pod.json`;

function podOf({ variant, workspace }: Stage, name: string) {
  const { namespace, images } = workspace;
  const place = { namespace, image: images.nameOf(variant.target.python), pullPolicy: images.pullPolicy };
  return ownPod({ name: `${name}-own`, ...place, uid: variant.uid, args: ["true"], memory: "256Mi" });
}

function set(fields: Fields, [field = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) fields[field] = value;
  else set(fields[field] as Fields, rest, value);
}
