import { resolve } from "node:path";
import { cacheFolder } from "./cache-folder";
import { parseCommandLine, USAGE } from "./command-line";
import { abortedByUser } from "./interruption";
import { leaveOut, selectBuilds } from "./plan";
import { openProject } from "./project";
import { reportToStandardError as report } from "./report";
import { runImages } from "./run-images";
import { runMain } from "./run-main";
import { formatTable, formatTotals, hasFailed, type ImageResult } from "./table";
import { describeFailures } from "./test-run";

const ROOT = resolve(__dirname, "..");

/** Builds and tests the images that the arguments name. @returns the exit code */
async function main(args: readonly string[]): Promise<number> {
  const options = parseCommandLine(args);
  if (options.asksForHelp) {
    process.stdout.write(USAGE);
    return 0;
  }
  const { root, builds, lock } = openProject(ROOT, cacheFolder(), options.project);
  if (options.project !== undefined) report(`project: ${options.project}, generated into ${root}`);
  const asked = selectBuilds(builds, options.names);
  const selected = leaveOut(asked, options.except);
  const omitted = asked.filter((build) => !selected.includes(build));
  if (omitted.length > 0) report(`left out: ${omitted.map(({ image }) => image).join(", ")}`);
  const signal = abortedByUser();
  let exitCode = 0;
  const run = { root, lock, builds: selected, options, cacheFolder: cacheFolder(), report, signal };
  const areSame = await runImages(run, (results) => {
    show(results);
    exitCode = results.some(hasFailed) ? 1 : 0;
  });
  return areSame ? exitCode : 1;
}

function show(results: readonly ImageResult[]): void {
  for (const { build, built, test } of results) {
    if (built.state === "failed") report(`\n${built.error.message}`);
    if (test) describeFailures(build, test).forEach((line) => report(line));
  }
  process.stdout.write(`\n${formatTable(results)}\n\n${formatTotals(results)}\n`);
}

runMain(main);
