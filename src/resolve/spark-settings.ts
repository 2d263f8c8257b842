import type { SettingGroup, SparkSetting } from "../model/deployment";
import type { RuntimeFolder } from "../model/project";

/** The properties that a runtime's jobs run with: what its layers want, and what all have in common. */
export function sparkSettings(
  { iceberg, hadoopAws, rapids, drivers }: RuntimeFolder,
  cores: number,
): readonly SettingGroup[] {
  return [
    PORTS,
    VOLUME_CLAIMS,
    NO_OTHER_POLICIES,
    SMALL_PODS,
    ...(iceberg ? [ICEBERG] : []),
    ...(hadoopAws ? [S3A] : []),
    ...(rapids ? [rapidsSettings(cores)] : []),
    ...(iceberg || hadoopAws ? [S3_KEYS] : []),
    ...(drivers.length > 0 ? [JDBC] : []),
  ];
}

/** Ports that the network policies open; Spark's backend for Kubernetes has the first two by default. */
export const DRIVER_PORT = 7078;
/** Port of the block manager, of driver and executors alike. */
export const BLOCK_MANAGER_PORT = 7079;

const PORTS = group("Ports that the network policies open: a random one would be closed.", [
  ["spark.driver.port", `${DRIVER_PORT}`],
  ["spark.driver.blockManager.port", `${BLOCK_MANAGER_PORT}`],
  ["spark.blockManager.port", `${BLOCK_MANAGER_PORT}`],
]);

const VOLUME_CLAIMS = group(
  "Spark's scratch space is an emptyDir: the driver's role has no right to persistent volume claims, so it asks for none.",
  [["spark.kubernetes.driver.ownPersistentVolumeClaim", "false"]],
);

const NO_OTHER_POLICIES = group(
  "From 4.2 on, Spark makes a network policy for each job: spark-submit would need the right to open what is closed.",
  [
    [
      "spark.kubernetes.driver.pod.excludedFeatureSteps",
      "org.apache.spark.deploy.k8s.features.NetworkPolicyFeatureStep",
    ],
  ],
);

const SMALL_PODS = group(
  "Small pods and jobs that take seconds: one thread collects garbage, the driver does without the second compiler.",
  [],
  [
    ["spark.driver.extraJavaOptions", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"],
    ["spark.executor.extraJavaOptions", "-XX:+UseSerialGC"],
  ],
);

const CATALOG = "spark.sql.catalog.iceberg";

const ICEBERG = group(
  "Apache Iceberg, with a catalog of the name iceberg: fill in where it is.",
  [["spark.sql.extensions", "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions"]],
  [
    [CATALOG, "org.apache.iceberg.spark.SparkCatalog"],
    [`${CATALOG}.type`, "rest"],
    [`${CATALOG}.uri`, "https://catalog.example.com"],
    [`${CATALOG}.io-impl`, "org.apache.iceberg.aws.s3.S3FileIO"],
    [`${CATALOG}.s3.endpoint`, "https://s3.example.com"],
    [`${CATALOG}.s3.path-style-access`, "true"],
    [`${CATALOG}.client.region`, "us-east-1"],
  ],
);

const S3A = group(
  "s3a:// of Hadoop: fill in where S3 is, where it is not Amazon's.",
  [],
  [
    ["spark.hadoop.fs.s3a.endpoint", "https://s3.example.com"],
    ["spark.hadoop.fs.s3a.endpoint.region", "us-east-1"],
    ["spark.hadoop.fs.s3a.path.style.access", "true"],
  ],
);

const S3_KEYS = group(
  "Keys of S3: entries of a Secret named s3, never written here.",
  [],
  ["driver", "executor"].flatMap((role) => [
    fromSecret(role, "s3", "AWS_ACCESS_KEY_ID"),
    fromSecret(role, "s3", "AWS_SECRET_ACCESS_KEY"),
  ]),
);

const JDBC = group(
  "Password of a database, which the driver hands to tasks: an entry of a Secret named jdbc, never written here.",
  [],
  [fromSecret("driver", "jdbc", "JDBC_PASSWORD")],
);

/** An executor has one GPU (the plugin takes no more), which as many tasks share as it has cores. */
function rapidsSettings(cores: number): SettingGroup {
  return group("RAPIDS Accelerator: one GPU for each executor, shared by its tasks.", [
    ["spark.plugins", "com.nvidia.spark.SQLPlugin"],
    ["spark.executor.resource.gpu.amount", "1"],
    ["spark.executor.resource.gpu.vendor", "nvidia.com"],
    ["spark.executor.resource.gpu.discoveryScript", "/opt/sparkRapidsPlugin/getGpusResources.sh"],
    ["spark.task.resource.gpu.amount", share(cores)],
  ]);
}

/** A core's share of one GPU, rounded down, so that as many as there are never want more than one. */
function share(cores: number): string {
  return String(Math.floor(10_000 / cores) / 10_000);
}

type Pair = readonly [string, string];

function group(purpose: string, settings: readonly Pair[], examples: readonly Pair[] = []): SettingGroup {
  const named = ([name, value]: Pair): SparkSetting => ({ name, value });
  return { purpose, settings: settings.map(named), examples: examples.map(named) };
}

/** An environment variable of a role's pods: the entry of a Secret that has its name. */
function fromSecret(role: string, secret: string, variable: string): Pair {
  return [`spark.kubernetes.${role}.secretKeyRef.${variable}`, `${secret}:${variable}`];
}
