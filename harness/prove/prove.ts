import { join, resolve } from "node:path";
import { KNOWLEDGE } from "../../src/model/knowledge";
import { UsageError } from "../../src/model/usage-error";
import { ArtifactCache } from "../cache";
import { cacheFolder } from "../cache-folder";
import { reportToStandardError as report, secondsSince } from "../report";
import { runMain } from "../run-main";
import { inStaging } from "../staging";
import { parseCommandLine, USAGE } from "./command-line";
import { type Asked, jobDigest, readRows, rowOf, textOf, withRow, writeRows } from "./rows";
import { javaVersion } from "./java-version";
import { runJob } from "./run-job";
import { layOutSpark, NoSuchJar } from "./spark-home";

const FILE = join(resolve(__dirname, "../.."), "compatibility", "jar-proofs.json");

/** Runs the job with changed jars, and writes a row for each run. @returns the exit code */
async function main(args: readonly string[]): Promise<number> {
  const { asked, isAll, asksForHelp } = parseCommandLine(args);
  if (asksForHelp) {
    process.stdout.write(USAGE);
    return 0;
  }
  const [job, java] = [await jobDigest(), await javaVersion()];
  const cache = new ArtifactCache(cacheFolder(), report);
  const stale = readRows(FILE).filter((row) => isAll || row.job !== job || row.java !== java);
  for (const wanted of asked ? [asked] : stale) {
    const began = Date.now();
    report(`prove: ${textOf(wanted)}`);
    const failure = await tryOut(wanted, cache);
    // Read anew: another run may have written a row meanwhile.
    await writeRows(FILE, withRow(readRows(FILE), rowOf(wanted, failure, { job, java })));
    const outcome = failure === undefined ? "works" : `fails: ${failure}`;
    process.stdout.write(`${textOf(wanted)}: ${outcome} (${secondsSince(began)} s)\n`);
  }
  return 0;
}

async function tryOut({ spark, changes }: Asked, cache: ArtifactCache): Promise<string | undefined> {
  const digest = KNOWLEDGE.distributions.distributions.find(({ version }) => version === spark)?.pyspark;
  if (digest === undefined)
    throw new UsageError(`SPARK: found "${spark}", which compatibility/distributions.json has no row of.`);
  return inStaging(join(cache.folder, "proofs"), async (folder) => {
    const home = join(folder, "spark");
    try {
      await layOutSpark(home, { version: spark, sha256: digest, size: null }, changes, { cache, report });
    } catch (error) {
      if (error instanceof NoSuchJar) return error.message;
      throw error;
    }
    return runJob(home, join(folder, "work"));
  });
}

runMain(main);
