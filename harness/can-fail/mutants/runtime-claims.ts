import type { LockedDriver, RuntimeFolder } from "../../../src/model/project";
import { GPU_CLAIMS } from "./wheels";

const TABLES = [
  "an Iceberg table is made, filled and read",
  "MERGE updates and inserts",
  "an earlier state of the table is read",
];

/** Of a runtime without Python. */
export const SQL_ENDS = "a job of SQL in a local cluster runs to its end";
/** Of a PySpark job with Iceberg. */
export const S3_CLIENT = "S3FileIO makes its client";
/** Of a job with hadoop-aws. */
export const S3A_CLASSES = "an executor finds the file system of s3a:// and the client of S3";
/** Of Python without Spark. */
export const PACKAGES = "the Python packages are those of the lock";
const PIP_CHECK = "pip check is clean";

/** What the test claims of the jobs that it runs. */
export interface Claims {
  readonly versions: string;
  readonly arrow: string;
  readonly pythons: string;
  readonly iceberg: readonly string[];
  /** Of every job of Spark. */
  readonly jobs: readonly string[];
  /** Of Python without Spark. */
  readonly packages: readonly string[];
}

/** What the test claims of the jobs that a runtime's parts make possible. */
export function claimsOf({
  python,
  spark,
  drivers,
  hadoopAws,
  iceberg,
  groups,
  rapids,
}: RuntimeFolder): Claims {
  const versions = `PySpark and Spark are ${spark}; executors count`;
  const arrow = "a pandas UDF runs through Arrow on the executors";
  const pythons = `the driver and the executors have Python ${python}`;
  const tables = iceberg ? [...TABLES, ...(python ? [S3_CLIENT] : [])] : [];
  const plugin = [
    `the plugin of RAPIDS is ${rapids} and starts`,
    "a query runs on the GPU",
    "the query counts",
  ];
  const hasGpu = groups.some(({ name }) => name === "gpu");
  return {
    versions,
    arrow,
    pythons,
    iceberg: tables,
    jobs: [
      python ? "a job of PySpark in a local cluster runs to its end" : SQL_ENDS,
      ...(python ? [versions, arrow, pythons] : []),
      ...tables,
      ...(hadoopAws ? [S3A_CLASSES] : []),
      ...drivers.flatMap((driver) => foundClaims(driver, python)),
      ...(rapids ? plugin : []),
    ],
    packages: [
      "a session of the Python packages runs to its end",
      PACKAGES,
      PIP_CHECK,
      ...(hasGpu ? ["a session of the GPU packages runs to its end", ...GPU_CLAIMS] : []),
    ],
  };
}

/** That Spark finds a JDBC driver. Spark's own driver is asked through Python. */
export function foundClaims({ title, driverClass }: LockedDriver, python: string): readonly string[] {
  const onDriver = `${title}: Spark's driver finds ${driverClass}`;
  const onExecutor = `${title}: an executor finds ${driverClass}`;
  return python ? [onDriver, onExecutor] : [onExecutor];
}
