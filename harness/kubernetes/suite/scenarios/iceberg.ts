import { jobName } from "../job-words";
import { prints, type Scenario } from "../scenario";

/** An Iceberg catalogue in PostgreSQL with its tables on S3; the values are in the environment of each pod. */
const LAKE: Readonly<Record<string, string>> = {
  "spark.sql.extensions": "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions",
  "spark.sql.catalog.lake": "org.apache.iceberg.spark.SparkCatalog",
  "spark.sql.catalog.lake.type": "jdbc",
  "spark.sql.catalog.lake.io-impl": "org.apache.iceberg.aws.s3.S3FileIO",
  "spark.sql.catalog.lake.s3.path-style-access": "true",
};

/** Tables that one job writes and another one reads. */
export const iceberg: Scenario = {
  name: "iceberg",
  title: "an Iceberg table on S3, written by one job and read by the next",
  async play({ variant, workspace, withJob }) {
    const { POSTGRESQL_URL = "", S3_ENDPOINT = "", S3_BUCKET = "" } = workspace.servers;
    const settings = {
      ...LAKE,
      "spark.sql.catalog.lake.uri": POSTGRESQL_URL,
      "spark.sql.catalog.lake.s3.endpoint": S3_ENDPOINT,
      "spark.sql.catalog.lake.warehouse": `s3://${S3_BUCKET}/warehouse`,
    };
    const [write, read] = ["iceberg-write", "iceberg-read"].map((name) => jobName(name, variant));
    const job = { variant, settings, arguments: [jobName("iceberg", variant).replaceAll("-", "_")] };
    const written = await withJob({ ...job, name: write ?? "", file: "iceberg_write.py" }, (one) =>
      one.ended(),
    );
    const found = await withJob({ ...job, name: read ?? "", file: "iceberg_read.py" }, (one) => one.ended());
    const rows = [0, 50, 100, 150].map((id) => `${id}=number ${id}`).join(" ");
    return [
      prints("a job writes a table", written, "written", `200 rows by uid ${variant.uid}`),
      prints("the next job reads it", found, "read", rows),
      prints("it finds both of the writer's commits", found, "snapshots", "2"),
      prints("it reads the table as it was after the first", found, "earlier", "100"),
      prints("the table's files are on S3", found, "files", `s3://${S3_BUCKET}`),
    ];
  },
};
