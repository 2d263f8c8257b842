import { existsSync } from "node:fs";
import { UsageError } from "../../src/model/usage-error";
import { readArguments } from "../read-arguments";

/** What `npm run deploy-check` was asked for. */
export interface Options {
  /** File that leads to a cluster; undefined: one is started. */
  readonly kubeconfig: string | undefined;
  readonly asksForHelp: boolean;
}

/** How to call the command. */
export const USAGE = `usage: npm run deploy-check [-- OPTION...]

Looks at everything under deploy/ with a real API server: each file and kustomization is accepted, SparkApplications by
the definition of Kubeflow's spark-operator; the namespace admits the pods and no insecure one; the accounts may do what
their roles grant and nothing else; broken files are refused. Prints one line of TAP for each claim. It makes the
namespace that deploy/ names, and removes it.

  --kubeconfig FILE    on the cluster that FILE leads to, with the kubectl on PATH. Without it: on the one that
                       "npm run kubernetes -- up" has left running, else on one that is started and taken down, which
                       needs root on Debian
  --help               print this text

Exit code: 0 when every claim holds, 1 when one does not, 2 for a wrong call.
`;

/** Reads the command's arguments. @throws UsageError naming the argument, what was found and what is allowed */
export function parseCommandLine(args: readonly string[]): Options {
  const { values } = readArguments({
    args: [...args],
    options: { kubeconfig: { type: "string" }, help: { type: "boolean", short: "h", default: false } },
  });
  if (values.kubeconfig !== undefined && !existsSync(values.kubeconfig)) {
    throw new UsageError(`--kubeconfig: found "${values.kubeconfig}", allowed: a file that is there.`);
  }
  return { kubeconfig: values.kubeconfig, asksForHelp: values.help };
}
