import type { Kubectl } from "../kubectl";
import { describePod, type Pod } from "./pod-status";

/** Which pod is waited for, and how long. */
export interface AwaitedPod {
  readonly name: string;
  readonly namespace: string;
  readonly limitSeconds: number;
}

/** Waits until a pod is ready. @throws Error that says how the pod is when it is not in time */
export async function waitUntilReady(
  { name, namespace, limitSeconds }: AwaitedPod,
  kubectl: Kubectl,
): Promise<void> {
  const pod = [`pod/${name}`, "--namespace", namespace];
  const ready = kubectl.run("wait", ...pod, "--for=condition=Ready", `--timeout=${limitSeconds}s`);
  await ready.catch(async (error: Error) => {
    const found = await kubectl.json<Pod>("get", ...pod).then(describePod, String);
    throw new Error(`${error.message}\n${found}`, { cause: error });
  });
}
