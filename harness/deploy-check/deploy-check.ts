import { resolve } from "node:path";
import { cacheFolder } from "../cache-folder";
import { Claims } from "../claims";
import { abortedByUser } from "../interruption";
import { type ClusterContext, withCluster } from "../kubernetes/cluster/cluster";
import { Kubectl } from "../kubernetes/kubectl";
import { reportToStandardError as report } from "../report";
import { runMain } from "../run-main";
import { checkDeploy } from "./check";
import { parseCommandLine, USAGE } from "./command-line";
import { readDeployFiles } from "./deploy-files";

const ROOT = resolve(__dirname, "../..");

/** Looks at deploy/ with a real API server. @returns the exit code */
async function main(args: readonly string[]): Promise<number> {
  const { kubeconfig, asksForHelp } = parseCommandLine(args);
  if (asksForHelp) {
    process.stdout.write(USAGE);
    return 0;
  }
  const context = { cacheFolder: cacheFolder(), report, signal: abortedByUser() };
  const files = await readDeployFiles(ROOT);
  const claims = new Claims((text) => process.stdout.write(text));
  await withKubectl(kubeconfig, context, (kubectl) => checkDeploy({ ...context, files, kubectl, claims }));
  claims.end();
  return claims.hold ? 0 : 1;
}

function withKubectl(
  kubeconfig: string | undefined,
  context: ClusterContext,
  work: (kubectl: Kubectl) => Promise<void>,
): Promise<void> {
  if (kubeconfig !== undefined) return work(new Kubectl("kubectl", resolve(kubeconfig), context.signal));
  return withCluster(context, ({ programs, kubeconfig: own }) =>
    work(new Kubectl(programs.kubectl, own, context.signal)),
  );
}

runMain(main);
