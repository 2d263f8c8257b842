import type { JarSurgery, Matrix, RuntimeSettings } from "../../src/model/matrix";

/** Pythons of every synthetic matrix. */
export const PYTHONS = ["3.10", "3.11"] as const;

/** The locked distributions that synthetic versions are copied from, by Spark line. */
export const MODELS: Readonly<Record<string, string>> = { "3.5": "3.5.8", "4.1": "4.1.1" };

/** A jar that the distribution of each line has, and the coordinates of the artifact. */
export const REPLACED: Readonly<Record<string, string>> = {
  "3.5": "commons-compress-1.23.0.jar",
  "4.1": "commons-compress-1.28.0.jar",
};
export const REPLACEMENT = "org.apache.commons:commons-compress";

/** A jar that every core gets. */
export const ADDED = "com.example:audit-listener:1.0.0";

/** The JDK, CUDA, both Pythons and their packages, the JDBC drivers, the jars of Iceberg and of s3a://. */
export const FIXED_IMAGES = 9;

const FOR_ALL: readonly Omit<RuntimeSettings, "spark">[] = [
  { layers: ["python-deps", "jdbc-drivers", "jars-iceberg"], pythonGroups: ["iceberg"] },
  { layers: ["python-deps", "jdbc-drivers", "jars-iceberg"], pythonGroups: ["iceberg"], python: "3.11" },
  { variant: "gpu", layers: ["python-deps", "jdbc-drivers"], pythonGroups: ["gpu"] },
  { variant: "s3a", layers: ["python-deps", "jars-hadoop-aws"] },
  { variant: "etl", layers: ["jdbc-drivers", "jars-iceberg"] },
  { variant: "batch", layers: ["jars-hadoop-aws", "jdbc-drivers"] },
  { variant: "notebook", layers: ["python-deps"], python: "3.11" },
];

/** A core, the runtimes that every Spark gets, and two that only its own entries ask for. */
export const IMAGES_PER_SPARK = 1 + FOR_ALL.length + 2;

/** A matrix with so many Spark versions of both lines, in the order of a list that has grown. */
export function syntheticMatrix({ rapids: _rapids, ...given }: Matrix, count: number): Matrix {
  const lines = Object.keys(MODELS);
  const spark = Array.from(
    { length: count },
    (_, index) => `${lines[index % lines.length]}.${Math.floor(index / lines.length)}`,
  );
  return {
    ...given,
    python: { ...given.python, version: [...PYTHONS] },
    spark,
    jarSurgery: [
      { spark: "all", add: ADDED, reason: "Every job reports to the same place." },
      ...spark.filter((_, index) => index % SURGERY_EVERY === 0).map(replacement),
    ],
    runtimes: [
      ...FOR_ALL.map((runtime) => ({ spark: "all" as const, ...runtime })),
      ...spark.flatMap((version) => ofTeams(version)),
    ],
  };
}

/** One Spark version of so many has a change of its own. */
const SURGERY_EVERY = 5;

function replacement(spark: string): JarSurgery {
  const line = spark.slice(0, spark.lastIndexOf("."));
  return {
    spark: [spark],
    replace: REPLACED[line] ?? "",
    with: `${REPLACEMENT}:${replacementVersion(spark)}`,
    reason: "A fix that this version lacks.",
    fixes: ["CVE-2024-25710"],
  };
}

/** A version of its own for each Spark. */
function replacementVersion(spark: string): string {
  return `1.29.${spark.replaceAll(".", "")}`;
}

function ofTeams(spark: string): RuntimeSettings[] {
  return [
    { spark: [spark], variant: "risk", layers: ["python-deps", "jdbc-drivers"] },
    { spark: [spark], variant: "pricing", layers: ["python-deps", "jars-iceberg"], python: "3.11" },
  ];
}
