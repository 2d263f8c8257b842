import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import pLimit from "p-limit";
import { assertBuilt } from "../assert-built";
import { labelOf } from "../build";
import { cacheFolder } from "../cache-folder";
import { ensureEngine } from "../engine";
import { abortedByUser } from "../interruption";
import { type OpenProject, openProject } from "../project";
import { reportToStandardError as report } from "../report";
import { runMain } from "../run-main";
import { type Attempt, attemptsOf, selectImages, withFaults } from "./attempts";
import { type Options, parseCommandLine, USAGE } from "./command-line";
import { exchangesBetween } from "./exchange";
import { mutantsOf } from "./mutants/mutants";
import { claimKinds, sampleOf } from "./sample";
import { type Bench, make, type Trial } from "./trial";

const ROOT = resolve(__dirname, "../..");

/** Shows that the tests of images can fail. @returns the exit code */
async function main(args: readonly string[]): Promise<number> {
  const options = parseCommandLine(args);
  if (options.asksForHelp) {
    process.stdout.write(USAGE);
    return 0;
  }
  const open = openProject(ROOT, cacheFolder(), options.project);
  const attempts = chosenFrom(withFaults(attemptsFor(open, options), options.faults), open.root, options);
  const signal = abortedByUser();
  const engine = await ensureEngine(cacheFolder(), report);
  try {
    const needed = new Set(attempts.flatMap(imagesOf));
    await assertBuilt(needed, engine, (missing) => argumentsFor(options, missing));
    const { environment } = engine;
    const bench = {
      root: open.root,
      environment,
      logFolder: join(cacheFolder(), "logs", "can-fail"),
      makesEveryClaim: options.triesEveryImage,
      signal,
    };
    return conclude(await makeAll(attempts, bench, options.jobs));
  } finally {
    await engine.stop();
  }
}

function attemptsFor(
  open: Pick<OpenProject, "root" | "project">,
  { names, except, exchangedWith, triesEveryImage }: Options,
): readonly Attempt[] {
  const images = selectImages(open.project, names, except);
  if (exchangedWith === undefined) return attemptsOf(images, mutantsOf, triesEveryImage);
  const { root, project } = openProject(ROOT, cacheFolder(), exchangedWith);
  return exchangesBetween({ root: open.root, images }, { root, images: selectImages(project, []) });
}

function chosenFrom(all: readonly Attempt[], root: string, { sample, seed }: Options): readonly Attempt[] {
  if (sample === undefined) return all;
  const scriptOf = (folder: string) => readFileSync(join(root, folder, "test.sh"), "utf8");
  const { attempts, kinds } = sampleOf(all, claimKinds(scriptOf), { least: sample, seed });
  const counts = [...kinds].map(([kind, count]) => `${kind} ${count}`).join(", ");
  report(`--sample ${sample} --seed ${seed}: ${attempts.length} of ${all.length} attempts`);
  report(`kinds of claim that have to fail, and in how many of them: ${counts}`);
  return attempts;
}

/** What builds missing images of the project that is tried, and of the one that it is exchanged with. */
function argumentsFor({ project, exchangedWith }: Options, missing: readonly string[]): string {
  const folder = project === undefined ? "" : `--project ${project} `;
  return folder + (exchangedWith === undefined ? missing.join(" ") : `[--project ${exchangedWith}]`);
}

/** The images that an attempt needs. */
function imagesOf(attempt: Attempt): readonly string[] {
  if (attempt.kind === "exchange") return [attempt.reference];
  if (attempt.kind !== "mutant") return [];
  const { image, mutant } = attempt;
  return [image.build.image, mutant.takesFrom ?? image.build.image];
}

async function makeAll(attempts: readonly Attempt[], bench: Bench, jobs: number): Promise<readonly Trial[]> {
  const limit = pLimit(jobs);
  const trials = attempts.map((attempt) => limit(() => make(attempt, bench).then(told)));
  // The first failure, an interruption, is thrown only when what runs has ended and cleaned up.
  await Promise.allSettled(trials);
  return Promise.all(trials);
}

function told(trial: Trial): Trial {
  const { attempt, verdict, logFile } = trial;
  const name = `${labelOf(attempt.image.build)}: ${attempt.fault}`;
  if (verdict === undefined) process.stdout.write(`killed   ${name}\n`);
  else process.stdout.write(`SURVIVED ${name}\n         ${verdict}\n         ${logFile}\n`);
  return trial;
}

function conclude(trials: readonly Trial[]): number {
  const killed = trials.filter(({ verdict }) => verdict === undefined).length;
  const survived = trials.length - killed;
  process.stdout.write(`\nkilled ${killed} of ${trials.length}\n${killed} passed, ${survived} failed\n`);
  return survived === 0 ? 0 : 1;
}

runMain(main);
