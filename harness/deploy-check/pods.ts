import type { Kubectl, KubernetesObject } from "../kubernetes/kubectl";
import type { DeployCheck } from "./check";
import { type Edit, edited } from "./edited";
import { DRY_RUN } from "./manifests";
import { podsOf } from "./made-pods";
import { accepted, refused } from "./verdict";

/** Whether the namespace admits the pods of deploy/, and none that lacks what makes them secure. */
export async function checkPods({ files, kubectl, claims }: DeployCheck): Promise<void> {
  const pods = podsOf(files);
  for (const { title, pod } of pods) {
    await claims.look(`the namespace admits ${title}`, () => accepted(() => show(pod, kubectl)));
  }
  const [driver] = pods;
  if (driver === undefined) throw new Error("deploy/: found no pod template; run npx projen.");
  for (const [what, words, edits] of INSECURE) {
    await claims.look(`the namespace refuses ${driver.title} ${what}`, () =>
      refused(words, () => show(edited(driver.pod, edits), kubectl)),
    );
  }
}

/** Asks the API server what it would do with a pod. */
function show(pod: KubernetesObject, kubectl: Kubectl): Promise<string> {
  return kubectl.feed(JSON.stringify(pod), "create", ...DRY_RUN, "--filename=-");
}

const POD = ["spec", "securityContext"] as const;
const CONTAINER = ["spec", "containers", 0, "securityContext"] as const;

/** What is done to a driver's pod, and what the API server names then. */
const INSECURE: readonly (readonly [what: string, words: string, edits: readonly Edit[]])[] = [
  [
    "without any security context",
    'violates PodSecurity "restricted:latest"',
    [
      [POD, undefined],
      [CONTAINER, undefined],
    ],
  ],
  ["without runAsNonRoot", "runAsNonRoot != true", [[[...POD, "runAsNonRoot"], undefined]]],
  ["as user 0", "runAsUser=0", [[[...POD, "runAsUser"], 0]]],
  ["without a seccomp profile", "seccompProfile.type", [[[...POD, "seccompProfile"], undefined]]],
  ["with capabilities", "unrestricted capabilities", [[[...CONTAINER, "capabilities"], undefined]]],
  [
    "that may gain privileges",
    "allowPrivilegeEscalation != false",
    [[[...CONTAINER, "allowPrivilegeEscalation"], undefined]],
  ],
  ["on the host's network", "host namespaces", [[["spec", "hostNetwork"], true]]],
  [
    "with a folder of the host",
    "restricted volume types",
    [[["spec", "volumes", 2], { name: "host", hostPath: { path: "/" } }]],
  ],
];
