import { cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
import spawn, { SubprocessError } from "nano-spawn";
import { lastLines } from "../run";

/** The files of the job, which a run gets a copy of. */
export const JOB = join(__dirname, "job");

// A run takes a minute on an idle machine with two cores.
const LONGEST_MINUTES = 30;

/**
 * Runs the job in a Spark home.
 *
 * @param work a folder that is not there yet, which the run leaves its files in
 * @returns why it failed, such as `start of a session: java.lang.NoClassDefFoundError: …`; undefined where it did not
 */
export async function runJob(home: string, work: string): Promise<string | undefined> {
  await cp(JOB, work, { recursive: true });
  await mkdir(join(work, "events"));
  const local = { SPARK_LOCAL_IP: "127.0.0.1", SPARK_LOCAL_HOSTNAME: "localhost", PYSPARK_PYTHON: "python3" };
  const spark = Object.keys(process.env).filter((name) => /^(SPARK|HADOOP|YARN|PYSPARK|PYTHON)/.test(name));
  const env = { ...Object.fromEntries(spark.map((name) => [name, undefined])), SPARK_HOME: home, ...local };
  try {
    // A path that has to be absolute.
    const ivy = ["--conf", `spark.jars.ivy=${join(work, "ivy")}`];
    const args = ["--properties-file", "spark.conf", ...ivy, "job.py"];
    await spawn(join(home, "bin", "spark-submit"), args, {
      cwd: work,
      env,
      stdin: "ignore",
      timeout: LONGEST_MINUTES * 60_000,
    });
    return undefined;
  } catch (error) {
    if (!(error instanceof SubprocessError) || error.exitCode === undefined) throw error;
    return failureIn(error);
  }
}

/** What a failed run says: the step that was not ok, else the deepest cause that Java printed before there was one. */
export function failureIn({ stdout, stderr }: Pick<SubprocessError, "stdout" | "stderr">): string {
  const step = /^not ok (.*)$/m.exec(stdout)?.[1];
  if (step !== undefined) return step;
  const causes = [...stderr.matchAll(/^(?:Caused by: |Exception in thread "\S+" )(.*)$/gm)];
  const cause = causes.at(-1)?.[1] ?? lastLines(stderr, 1)[0] ?? "nothing was printed";
  const last = [...stdout.matchAll(/^ok (.*)$/gm)].at(-1)?.[1];
  return `${last === undefined ? "start of Spark" : `after ${last}`}: ${cause}`;
}
