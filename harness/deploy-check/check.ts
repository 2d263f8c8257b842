import type { Claims } from "../claims";
import type { Kubectl } from "../kubernetes/kubectl";
import type { Report } from "../report";
import { checkBrokenManifests } from "./broken";
import type { DeployFiles } from "./deploy-files";
import { checkManifests } from "./manifests";
import { inNamespace } from "./namespace";
import { checkPermissions } from "./permissions";
import { checkPods } from "./pods";
import { withSparkOperatorCrd } from "./spark-operator";

/** What a check works with. */
export interface DeployCheck {
  readonly files: DeployFiles;
  readonly kubectl: Kubectl;
  readonly claims: Claims;
  readonly report: Report;
  readonly cacheFolder: string;
  readonly signal: AbortSignal;
}

/**
 * Looks at everything under deploy/ with the API server of a cluster: what it says to each file, to pods made from the
 * templates, and to what the accounts ask of it. What was made for this is removed.
 * @throws Error in one sentence when the namespace is there already and not a check's
 */
export async function checkDeploy(check: DeployCheck): Promise<void> {
  await withSparkOperatorCrd(check, () =>
    inNamespace(check, async () => {
      await checkManifests(check);
      await checkPods(check);
      await checkPermissions(check);
      await checkBrokenManifests(check);
    }),
  );
}
