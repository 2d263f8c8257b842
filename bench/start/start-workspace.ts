import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { withCleanUp } from "../../harness/clean-up";
import { restrictedNamespace, sparkAccess } from "../../harness/kubernetes/suite/access";
import { COPIED } from "../../harness/kubernetes/suite/image-source";
import { jobFiles } from "../../harness/kubernetes/suite/job-files";
import { SPARK_UID } from "../../harness/kubernetes/suite/restricted";
import type { Workspace } from "../../harness/kubernetes/suite/workspace";

/** The file of the job that is measured. */
export const SHORT_JOB = "short_job.py";
const LIMIT = "--timeout=180s";

/** Does work in a new, restricted namespace, which is removed afterwards with all that is in it. */
export async function inStartWorkspace<T>(
  { kubectl, logs, signal }: Pick<Workspace, "kubectl" | "logs" | "signal">,
  work: (workspace: Workspace) => Promise<T>,
): Promise<T> {
  const namespace = `spark-bench-start-${randomBytes(3).toString("hex")}`;
  return withCleanUp(
    async () => {
      await kubectl.create([restrictedNamespace(namespace, {}), ...sparkAccess(namespace)]);
      const files = await jobFiles(namespace, [SPARK_UID]);
      const job = await readFile(join(__dirname, SHORT_JOB), "utf8");
      await kubectl.create([{ ...files, data: { ...(files["data"] as object), [SHORT_JOB]: job } }]);
      await kubectl.run("wait", "--for=create", "serviceaccount/default", "--namespace", namespace, LIMIT);
      return work({ kubectl, namespace, images: COPIED, servers: {}, logs, signal });
    },
    () => {
      // Also after an interruption, which ends what the given kubectl does.
      const own = kubectl.with(AbortSignal.timeout(240_000));
      return own.run("delete", "namespace", namespace, "--ignore-not-found", LIMIT);
    },
  );
}
