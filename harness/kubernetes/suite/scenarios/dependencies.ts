import { jobName } from "../job-words";
import { JOBS } from "../names";
import { prints, type Scenario, type Stage } from "../scenario";

/** A job whose program and dependencies are on S3, by `s3a://`. */
export const dependencies: Scenario = {
  name: "dependencies",
  title: "--py-files and --jars from S3",
  images: [({ python }) => python, ({ s3a }) => s3a, ({ s3aPython }) => s3aPython],
  whyNot: ({ target: { s3a, spark } }) =>
    s3a === undefined ? `the matrix has no runtime with s3a:// for Spark ${spark}` : undefined,
  async play(stage) {
    const { variant, workspace, withJob, inImage } = stage;
    const { s3a = "", s3aPython = "" } = variant.target;
    const folder = `${workspace.servers["S3_BUCKET"]}/${jobName("dependencies", variant)}`;
    await inImage(variant, "python3", `${JOBS.folder}/upload.py`, JOBS.folder, folder);
    const at = (file: string) => `s3a://${folder}/${file}`;
    const common = { variant, settings: settingsOf(stage) };
    const [java, python] = ["java", "python"].map((kind) => jobName(`dependencies-${kind}`, variant));
    const byJava = withJob(
      {
        ...common,
        name: java ?? "",
        image: s3a,
        mainClass: "Pi",
        file: "spark-internal",
        options: ["--jars", at("pi.jar")],
      },
      (job) => job.ended(),
    );
    const options = ["--py-files", at("greeting.zip"), "--jars", at("pi.jar")];
    const byPython = withJob(
      { ...common, name: python ?? "", image: s3aPython, file: at("uses_files.py"), options },
      (job) => job.ended(),
    );
    const [javaLog, pythonLog] = await Promise.all([byJava, byPython]);
    return [
      prints("a class of a jar from S3 runs in driver and executors", javaLog, "Pi is roughly", /^3\.1[345]/),
      prints("a program from S3 has its module from a zip on S3", pythonLog, "module", "good day, driver"),
      prints("executors have the module too", pythonLog, "module_on_executors", "good day, executor"),
      prints("a session of PySpark has the class of a jar from S3", pythonLog, "jar", "Pi"),
    ];
  },
};

/** As docs/s3a.md has them; the keys are in the environment of each pod. No class comes from the config map here. */
function settingsOf({ workspace }: Stage): Record<string, string> {
  return {
    "spark.hadoop.fs.s3a.endpoint": workspace.servers["S3_ENDPOINT"] ?? "",
    "spark.hadoop.fs.s3a.endpoint.region": "us-east-1",
    "spark.hadoop.fs.s3a.path.style.access": "true",
    "spark.driver.extraClassPath": "/nonexistent",
    "spark.executor.extraClassPath": "/nonexistent",
  };
}
