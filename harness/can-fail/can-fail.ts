import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { type Build, loadPlan } from "../../src/plan";
import { cacheFolder } from "../cache-folder";
import { type Engine, ensureEngine } from "../engine";
import { folderName, selectBuilds } from "../plan";
import { reportToStandardError as report } from "../report";
import { MUTANTS, type Mutant } from "./mutants";
import { STUBS, withStub } from "./stub-engines";
import { type Ending, failsEverywhere, failsExactly, type Verdict } from "./verdict";

const ROOT = resolve(__dirname, "../..");
const TAG = "spark-k8s-mutant:latest";

/** Shows that the tests of images can fail: `npm run can-fail [-- NAME...]`, after the images were built. */
async function main(names: readonly string[]): Promise<number> {
  const builds = selectBuilds(loadPlan(ROOT).builds, names).filter(
    (build) => names.length === 0 || names.includes(folderName(build)),
  );
  const folders = [...new Map(builds.map((build) => [build.folder, build])).values()];
  const engine = await ensureEngine(cacheFolder(), report);
  const verdicts: Verdict[] = [];
  for (const build of folders) verdicts.push(...(await attempts(build, engine)));
  const killed = verdicts.filter((verdict) => verdict === undefined).length;
  process.stdout.write(`\nkilled ${killed} of ${verdicts.length}\n`);
  process.stdout.write(`${killed} passed, ${verdicts.length - killed} failed\n`);
  return killed === verdicts.length ? 0 : 1;
}

async function attempts(build: Build, engine: Engine): Promise<readonly Verdict[]> {
  const name = folderName(build);
  const told = (fault: string, verdict: Verdict): Verdict => {
    process.stdout.write(`${verdict === undefined ? "killed  " : "SURVIVED"} ${name}: ${fault}\n`);
    if (verdict !== undefined) process.stdout.write(`         ${verdict}\n`);
    return verdict;
  };
  const verdicts = [
    told("an absent image", failsEverywhere(test(build, "spark-k8s-absent:latest", engine.environment))),
  ];
  for (const [stub, body] of Object.entries(STUBS)) {
    const ending = await withStub(body, async (path) =>
      test(build, build.image, { ...engine.environment, CONTAINER_ENGINE: path }),
    );
    verdicts.push(told(stub, failsEverywhere(ending)));
  }
  for (const mutant of MUTANTS.filter(({ image }) => image === name)) {
    verdicts.push(told(mutant.fault, tryMutant(build, mutant, engine)));
  }
  return verdicts;
}

function tryMutant(build: Build, mutant: Mutant, { environment }: Engine): Verdict {
  const user = mutant.instructions.some((line) => line.startsWith("USER")) ? [] : ["USER 185:0"];
  const input = [`FROM ${build.image}`, "USER 0:0", ...mutant.instructions, ...user, ""].join("\n");
  const env = { ...process.env, ...environment };
  const made = spawnSync("docker", ["build", "--quiet", "--tag", TAG, "-"], { input, env, encoding: "utf8" });
  if (made.status !== 0) return `the mutant could not be built: ${made.stderr.trim()}`;
  return failsExactly(mutant.claims, test(build, TAG, environment));
}

function test(build: Build, image: string, environment: Readonly<Record<string, string>>): Ending {
  const { stdout, status } = spawnSync("bash", [join(ROOT, build.folder, "test.sh"), image], {
    env: { ...process.env, ...environment },
    encoding: "utf8",
  });
  return { output: stdout, exitCode: status };
}

main(process.argv.slice(2)).then(
  (exitCode) => process.exit(exitCode),
  (error: unknown) => {
    report(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
