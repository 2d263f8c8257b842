import { clientWords, jobName } from "../job-words";
import { claim, prints, type Scenario } from "../scenario";

const SHELL = `id -u; id -g; id -un; pwd; python3 -c 'print(1 + 1)'; touch /tmp/a /opt/spark/work-dir/b && echo written`;

/** A driver in a pod that the user made, and shells in it and in its executor. */
export const clientMode: Scenario = {
  name: "client-mode",
  title: "client mode from a pod; shells and logs by kubectl",
  async play({ variant, workspace, withPod }) {
    const name = jobName("client-mode", variant);
    const { namespace, images } = workspace;
    const args = clientWords({ name, variant, file: "client_mode.py" }, namespace, images);
    const image = variant.target.python;
    return withPod({ name, image, uid: variant.uid, args, memory: "1Gi" }, async (pod) => {
      await pod.saw(/^sum: /m);
      const executor = /^executors: (\S+)/m.exec(await pod.log())?.[1] ?? "";
      const inDriver = await pod.exec("/opt/entrypoint.sh", "bash", "-c", SHELL);
      const inExecutor = await pod.of(executor).exec("/opt/entrypoint.sh", "bash", "-c", SHELL);
      const executorLog = await pod.of(executor).log();
      await pod.exec("touch", "/tmp/end");
      const { exitCode } = await pod.ended();
      const log = await pod.log();
      const shell = [variant.uid, 0, "spark", "/opt/spark/work-dir", 2, "written"].join("\n");
      return [
        prints("the driver is in the pod", log, "driver", name),
        prints(
          "the work is done by executors in pods of their own",
          log,
          "executors",
          new RegExp(`^${name}-exec-\\d+$`),
        ),
        prints("the result is right", log, "sum", "499500"),
        claim("kubectl exec has a shell in the driver, by the user's name", differing(inDriver, shell)),
        claim("kubectl exec has a shell in the executor, by the user's name", differing(inExecutor, shell)),
        claim(
          "kubectl logs has what the executor prints",
          /Connecting to driver|Starting executor ID 1/.test(executorLog)
            ? []
            : ["found nothing of an executor"],
        ),
        prints("a shell's command ends the job", log, "told", "to end"),
        claim("the pod ends with 0", exitCode === 0 ? [] : [`found ${exitCode}`]),
      ];
    });
  },
};

function differing(found: string, expected: string): string[] {
  return found === expected ? [] : [`expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`];
}
