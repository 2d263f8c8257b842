import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { labelOf } from "../build";
import { runLogged } from "../logged-command";
import { CommandError } from "../run";
import { TEST_LIMIT_MS } from "../test-run";
import type { Attempt } from "./attempts";
import { leftOut } from "./left-out";
import type { PlannedImage } from "./mutant";
import { withMutant } from "./mutant-image";
import { withStub } from "./stub-engines";
import { type Ending, failsEverywhere, failsExactly, type Verdict } from "./verdict";

/** What attempts are made with. */
export interface Bench {
  /** The project's folder. */
  readonly root: string;
  /** Environment that makes the `docker` command reach the engine. */
  readonly environment: Readonly<Record<string, string>>;
  /** Folder for the output of tests. */
  readonly logFolder: string;
  /** Whether each test makes every claim. If not, those that take long are for the faults that break some of them. */
  readonly makesEveryClaim: boolean;
  /** Ends builds and tests when it is aborted. */
  readonly signal: AbortSignal;
}

/** An attempt and why its test did not fail as it should; undefined where it did. */
export interface Trial {
  readonly attempt: Attempt;
  readonly verdict: Verdict;
  readonly logFile: string;
}

// A uid without a passwd entry finds what the image's own user finds, and more.
const USERS = "123456:0";
// Claims that need something beside the image are not made: which ones fail must not depend on the machine.
const NOTHING_BESIDE = { POSTGRESQL_URL: "", S3_ENDPOINT: "", PYTHON_IMAGE: "", SPARK_IMAGE: "" };

/** Runs the test that an attempt asks for. @throws the signal's reason when it is aborted */
export async function make(attempt: Attempt, bench: Bench): Promise<Trial> {
  bench.signal.throwIfAborted();
  const logFile = join(
    bench.logFolder,
    `${labelOf(attempt.image.build)}.${attempt.fault}.log`.replaceAll(/[^\w.-]+/g, "_"),
  );
  const verdict = await verdictOn(attempt, logFile, bench);
  bench.signal.throwIfAborted();
  return { attempt, verdict, logFile };
}

async function verdictOn(attempt: Attempt, logFile: string, bench: Bench): Promise<Verdict> {
  const { image } = attempt;
  const tested = (reference: string, engine = "docker", settings = {}) =>
    test(image, { reference, engine, logFile, settings }, bench);
  switch (attempt.kind) {
    case "absent":
      return failsEverywhere(await tested("spark-k8s-absent:latest"));
    case "stub":
      return failsEverywhere(await withStub(attempt.script, (path) => tested(image.build.image, path)));
    case "exchange": {
      const { reference, root, claims } = attempt;
      const options = { reference, engine: "docker", logFile, settings: {} };
      const ending = await test(image, options, { ...bench, root });
      return failsExactly(claims, ending);
    }
    case "mutant": {
      const { mutant } = attempt;
      const options = {
        base: image.build.image,
        mutant,
        environment: bench.environment,
        signal: bench.signal,
      };
      const settings = bench.makesEveryClaim ? {} : { LEAVE_OUT: leftOut(mutant.claims, image.folder) };
      try {
        const ending = await withMutant(options, (reference) => tested(reference, "docker", settings));
        return failsExactly(mutant.claims, ending);
      } catch (error) {
        if (error instanceof CommandError) return `the mutant could not be built: ${error.message}`;
        throw error;
      }
    }
  }
}

interface TestOptions {
  readonly reference: string;
  /** The command that stands for the engine. */
  readonly engine: string;
  readonly logFile: string;
  /** Variables that tell the test what to leave out. */
  readonly settings: Readonly<Record<string, string>>;
}

async function test(
  { build }: PlannedImage,
  { reference, engine, logFile, settings }: TestOptions,
  bench: Bench,
): Promise<Ending> {
  const { exitCode } = await runLogged({
    command: "bash",
    args: [join(build.folder, "test.sh"), reference],
    cwd: bench.root,
    environment: {
      ...bench.environment,
      ...NOTHING_BESIDE,
      ...settings,
      CONTAINER_ENGINE: engine,
      CHECK_USERS: USERS,
    },
    logFile,
    signal: AbortSignal.any([bench.signal, AbortSignal.timeout(TEST_LIMIT_MS)]),
  });
  return { output: await readFile(logFile, "utf8"), exitCode };
}
