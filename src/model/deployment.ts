import type { RuntimeFolder } from "./project";

/** What a pod of Spark gets. */
export interface PodResources {
  readonly cores: number;
  /** What a node has to have free for it, as Kubernetes writes it, such as `500m`. */
  readonly cpuRequest: string;
  /** Heap of the JVM as Spark writes it, such as `1g`. */
  readonly memory: string;
  /** Memory beside the heap, such as `512m`. */
  readonly memoryOverhead: string;
  /** Sum of both, as Kubernetes writes it: what Spark sets as the container's request and limit, such as `1536Mi`. */
  readonly memoryLimit: string;
}

/** Names of service accounts by who runs under them. */
export interface ServiceAccounts {
  readonly driver: string;
  readonly executor: string;
  readonly submit: string;
}

/** A Spark property. */
export interface SparkSetting {
  readonly name: string;
  readonly value: string;
}

/** Properties that belong together. */
export interface SettingGroup {
  /** What they are for: a line of a comment. */
  readonly purpose: string;
  readonly settings: readonly SparkSetting[];
  /** Properties that users have to fill in: they stand there as comments. */
  readonly examples: readonly SparkSetting[];
}

/** The job that shows that a runtime works: an example of its Spark distribution. */
export interface ExampleJob {
  /** Empty for a Python file. */
  readonly mainClass: string;
  /** Python file or jar in the image, such as `local:///opt/spark/examples/src/main/python/pi.py`. */
  readonly file: string;
}

/** A runtime as Kubernetes runs it. */
export interface DeployedRuntime {
  readonly folder: RuntimeFolder;
  /** Name of its objects, which is a label of DNS: `spark-4-1-1-jdk17`. */
  readonly name: string;
  /** Reference of its image. */
  readonly image: string;
  readonly job: ExampleJob;
  /** Properties of its jobs, whoever submits them. */
  readonly settings: readonly SettingGroup[];
}

/** What runs the runtimes on Kubernetes. */
export interface Deployment {
  readonly namespace: string;
  readonly serviceAccounts: ServiceAccounts;
  readonly driver: PodResources;
  readonly executor: PodResources & { readonly instances: number };
  readonly runtimes: readonly DeployedRuntime[];
}
