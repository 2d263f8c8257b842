import { withCleanUp } from "../clean-up";
import type { DeployCheck } from "./check";

/** Marks a namespace that a check made, and may remove. */
const LABEL = "io.github.spark-k8s.deploy-check";
const LIMIT = "--timeout=180s";

/**
 * Does work while the namespace of deploy/ is there, and removes it afterwards with all that is in it. What a check that
 * was killed has left of it is removed first.
 * @throws Error when there is one that no check made
 */
export async function inNamespace<T>(
  { kubectl, files: { namespace } }: Pick<DeployCheck, "kubectl" | "files">,
  work: () => Promise<T>,
): Promise<T> {
  const found = await kubectl.run("get", "namespace", namespace, "--ignore-not-found", "--show-labels");
  if (found !== "" && !found.includes(`${LABEL}=`)) {
    throw new Error(
      `The namespace ${namespace} is on this cluster already, and would be removed: take another cluster, or another name in matrix.json $.deploy.namespace.`,
    );
  }
  const remove = ["delete", "namespace", namespace, "--ignore-not-found", LIMIT];
  await kubectl.run(...remove);
  return withCleanUp(
    async () => {
      await kubectl.run("create", "namespace", namespace, "--save-config");
      await kubectl.run("label", "namespace", namespace, `${LABEL}=true`);
      return work();
    },
    // Also after an interruption, which ends what the given kubectl does.
    () => kubectl.with(AbortSignal.timeout(240_000)).run(...remove),
  );
}
