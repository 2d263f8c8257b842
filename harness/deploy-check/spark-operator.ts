import { cp } from "node:fs/promises";
import { join, resolve } from "node:path";
import { withCleanUp } from "../clean-up";
import type { Kubectl } from "../kubernetes/kubectl";
import { run } from "../run";
import { inStaging } from "../staging";
import type { DeployCheck } from "./check";

/** A Go module that names the operator's version and the checksum of its module. */
const MODULE = resolve(__dirname, "spark-operator");
const OPERATOR = "github.com/kubeflow/spark-operator/v2";
const FILE = "config/crd/bases/sparkoperator.k8s.io_sparkapplications.yaml";
const CRD = "customresourcedefinition/sparkapplications.sparkoperator.k8s.io";
/** What a definition becomes one after the other; asked for a condition while it has none, `kubectl wait` fails. */
const READY = ["jsonpath={.status.conditions}", "condition=Established"];
const LIMIT = "--timeout=60s";

/** Does work while the cluster knows SparkApplications; one that does already keeps its own definition. */
export async function withSparkOperatorCrd(
  { kubectl, cacheFolder, report, signal }: DeployCheck,
  work: () => Promise<void>,
): Promise<void> {
  if ((await kubectl.run("get", CRD, "--ignore-not-found")) !== "") {
    report("deploy-check: SparkApplications are checked against the definition that the cluster has already");
    return work();
  }
  const { version, file } = await bringCrd(cacheFolder, signal);
  report(`deploy-check: SparkApplications are checked against the definition of spark-operator ${version}`);
  await withCleanUp(
    async () => {
      // Too large for the annotation of a client-side apply.
      await kubectl.run("apply", "--server-side", "--filename", file);
      for (const state of READY) await kubectl.run("wait", `--for=${state}`, CRD, LIMIT);
      await work();
    },
    () => removeCrd(kubectl),
  );
}

function removeCrd(kubectl: Kubectl): Promise<string> {
  // Also after an interruption, which ends what the given kubectl does.
  return kubectl.with(AbortSignal.timeout(90_000)).run("delete", CRD, "--ignore-not-found", LIMIT);
}

/** The definition as the operator's Go module has it, which Go checks against go.sum. */
async function bringCrd(
  cacheFolder: string,
  signal: AbortSignal,
): Promise<{ version: string; file: string }> {
  return inStaging(join(cacheFolder, "staging"), async (copy) => {
    // Copied first, so that Go writes nothing into the checkout.
    await cp(MODULE, copy, { recursive: true });
    const options = { cwd: copy, env: { GOFLAGS: "-mod=readonly" }, signal };
    const told = await run("go", ["mod", "download", "-json", OPERATOR], options);
    const { Version, Dir } = JSON.parse(told) as { Version: string; Dir: string };
    return { version: Version, file: join(Dir, FILE) };
  });
}
