import type { ImageSource } from "./image-source";
import { CONTAINER, JOB_LABEL, JOBS, SERVICE_ACCOUNT } from "./names";
import { lineOf, type Variant } from "./variant";

/** A job that is handed to `spark-submit`. */
export interface JobSettings {
  /** Of the job and, with an ending, of its pods: lower-case letters, digits and dashes. */
  readonly name: string;
  readonly variant: Variant;
  /** Its image; left out: the runtime with Python. */
  readonly image?: string;
  /** The file that is run: the name of one in the config map of jobs, or a URL, or `spark-internal`. */
  readonly file: string;
  readonly mainClass?: string;
  readonly arguments?: readonly string[];
  /** Spark's settings beyond those that every job has. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Further options of `spark-submit`. */
  readonly options?: readonly string[];
}

// Jobs as short as these are done sooner without the optimizing compiler and with the simplest collector.
const JAVA_OPTIONS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

/** Milliseconds that Spark waits for an answer of the API server, which a machine under load gives late. */
const REQUEST_LIMIT = "60000";

/** The master of everything that is submitted in a pod. */
export const MASTER = "k8s://https://kubernetes.default.svc";

/** The pod of a job's driver. */
export function driverName({ name }: Pick<JobSettings, "name">): string {
  return `${name}-driver`;
}

/** The words of `spark-submit` for a job in cluster mode. */
export function clusterWords(job: JobSettings, namespace: string, images: ImageSource): string[] {
  const driver = {
    "spark.kubernetes.driver.pod.name": driverName(job),
    "spark.kubernetes.authenticate.driver.serviceAccountName": SERVICE_ACCOUNT,
    "spark.kubernetes.submission.waitAppCompletion": "true",
    "spark.driver.extraClassPath": JOBS.folder,
    "spark.driver.extraJavaOptions": JAVA_OPTIONS,
    "spark.driver.memory": "512m",
    ...podSettings("driver", job),
  };
  return ["spark-submit", "--deploy-mode", "cluster", ...words(job, driver, { namespace, images })];
}

/** The words of `spark-submit` for a job in client mode, in a pod that has the job's name and knows its address as POD_IP. */
export function clientWords(job: JobSettings, namespace: string, images: ImageSource): string[] {
  const driver = {
    // The kubelet puts the address in.
    "spark.driver.host": "$(POD_IP)",
    "spark.kubernetes.driver.pod.name": job.name,
    "spark.driver.memory": "512m",
    "spark.driver.extraClassPath": JOBS.folder,
  };
  return ["spark-submit", "--deploy-mode", "client", ...words(job, driver, { namespace, images })];
}

interface Place {
  readonly namespace: string;
  readonly images: ImageSource;
}

function words(
  job: JobSettings,
  driver: Readonly<Record<string, string>>,
  { namespace, images }: Place,
): string[] {
  const { name, variant, image = variant.target.python, file, mainClass, options = [] } = job;
  const settings = {
    "spark.kubernetes.namespace": namespace,
    "spark.kubernetes.container.image": images.nameOf(image),
    "spark.kubernetes.container.image.pullPolicy": images.pullPolicy,
    ...requestLimits(),
    "spark.ui.enabled": "false",
    "spark.executor.instances": "1",
    "spark.executor.memory": "512m",
    "spark.executor.extraClassPath": JOBS.folder,
    "spark.executor.extraJavaOptions": JAVA_OPTIONS,
    "spark.kubernetes.executor.podNamePrefix": name,
    "spark.sql.shuffle.partitions": "2",
    ...driver,
    ...podSettings("executor", job),
    ...job.settings,
  };
  return [
    "--master",
    MASTER,
    "--name",
    name,
    ...Object.entries(settings).flatMap(([key, value]) => ["--conf", `${key}=${value}`]),
    ...(mainClass === undefined ? [] : ["--class", mainClass]),
    ...options,
    isFileOfJobs(file) ? `local://${JOBS.folder}/${file}` : file,
    ...(job.arguments ?? []),
  ];
}

/** The settings of drivers' or executors' pods. */
function podSettings(role: "driver" | "executor", { name, variant }: JobSettings): Record<string, string> {
  return {
    [`spark.kubernetes.${role}.podTemplateFile`]: `${JOBS.folder}/${templateName(variant)}`,
    [`spark.kubernetes.${role}.podTemplateContainerName`]: CONTAINER,
    [`spark.kubernetes.${role}.request.cores`]: "100m",
    [`spark.kubernetes.${role}.label.${JOB_LABEL}`]: name,
  };
}

/** The file with the pod template of a variant, in the config map of jobs. */
export function templateName({ uid }: Pick<Variant, "uid">): string {
  return `pod-${uid}.json`;
}

/** A name for a job of a scenario that no other variant's has. */
export function jobName(scenario: string, { target, uid }: Variant): string {
  return `${scenario}-${lineOf(target.spark).replace(".", "")}-${uid}`;
}

function requestLimits(): Record<string, string> {
  const limits = ["submission", "driver"].flatMap((by) =>
    ["connectionTimeout", "requestTimeout"].map((limit) => [
      `spark.kubernetes.${by}.${limit}`,
      REQUEST_LIMIT,
    ]),
  );
  return Object.fromEntries(limits) as Record<string, string>;
}

function isFileOfJobs(file: string): boolean {
  return !file.includes(":") && file !== "spark-internal";
}
