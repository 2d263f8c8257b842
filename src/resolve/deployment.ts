import type { DriverResources, Matrix } from "../model/matrix";
import type { DeployedRuntime, Deployment, ExampleJob, PodResources } from "../model/deployment";
import type { RuntimeFolder } from "../model/project";
import matrixSchema from "../../schema/matrix.schema.json";
import { mebibytes } from "../check/deploy-rules";
import { sparkSettings } from "./spark-settings";

const { namespace, serviceAccount, driver, executor } = matrixSchema.properties.deploy.properties;

/** What runs the runtimes on Kubernetes, the defaults of the schema filled in; undefined where the matrix wants none. */
export function resolveDeployment(
  { deploy = {} }: Matrix,
  runtimes: readonly RuntimeFolder[],
): Deployment | undefined {
  if (typeof deploy === "boolean") return undefined;
  const account = deploy.serviceAccount ?? serviceAccount.default;
  const executors = resources(deploy.executor, executor.properties);
  return {
    namespace: deploy.namespace ?? namespace.default,
    serviceAccounts: { driver: account, executor: `${account}-executor`, submit: `${account}-submit` },
    driver: resources(deploy.driver, driver.properties),
    executor: {
      ...executors,
      instances: deploy.executor?.instances ?? executor.properties.instances.default,
    },
    runtimes: runtimes.map((folder) => deployedRuntime(folder, executors.cores)),
  };
}

interface Defaults {
  readonly cores: { readonly default: number };
  readonly cpuRequest: { readonly default: string };
  readonly memory: { readonly default: string };
  readonly memoryOverhead: { readonly default: string };
}

function resources(given: DriverResources = {}, defaults: Defaults): PodResources {
  const { cores = defaults.cores.default, memory = defaults.memory.default } = given;
  const { memoryOverhead = defaults.memoryOverhead.default } = given;
  const { cpuRequest = defaults.cpuRequest.default } = given;
  return {
    cores,
    cpuRequest,
    memory,
    memoryOverhead,
    memoryLimit: `${mebibytes(memory) + mebibytes(memoryOverhead)}Mi`,
  };
}

function deployedRuntime(folder: RuntimeFolder, cores: number): DeployedRuntime {
  return {
    folder,
    // A Service cannot have a dot in its name, and Spark and the operator name Services after it.
    name: folder.name.replaceAll(".", "-"),
    image: folder.variants[0]?.reference ?? "",
    job: exampleJob(folder),
    settings: sparkSettings(folder, cores),
  };
}

/** Where a Spark distribution has its examples. */
function exampleJob({ python, spark, distribution }: RuntimeFolder): ExampleJob {
  const examples = "local:///opt/spark/examples";
  return python
    ? { mainClass: "", file: `${examples}/src/main/python/pi.py` }
    : {
        mainClass: "org.apache.spark.examples.SparkPi",
        file: `${examples}/jars/spark-examples_${distribution.scala}-${spark}.jar`,
      };
}
