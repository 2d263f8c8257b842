import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { labelOf } from "./build";
import { runLogged } from "./logged-command";
import type { Build } from "./plan";
import { lastLines } from "./run";
import type { RunContext } from "./run-context";
import { shellLine } from "./shell-quote";
import { readTap, type TapSummary } from "./tap";
import type { TestEnvironment } from "./test-environments";

/** What an image's test found. */
export interface TestResult extends TapSummary {
  /** Why the whole test counts as failed although no claim in it did; undefined where the claims say it all. */
  readonly problem: string | undefined;
  /** Where its output is; undefined when it was not begun. */
  readonly logFile: string | undefined;
  /** The command, in the project's folder, that repeats it. */
  readonly command: string;
}

/** Time a test may take before it is ended, in milliseconds. */
export const TEST_LIMIT_MS = 15 * 60_000;

/**
 * Runs `test.sh IMAGE` of a build's folder; it counts as failed when it exceeds the time limit.
 * @param given what its environment has beside the engine's variables
 */
export async function testImage(
  build: Build,
  context: RunContext,
  given: TestEnvironment,
  limitMs: number = TEST_LIMIT_MS,
): Promise<TestResult> {
  const logFile = context.logFile(build, "test");
  const limit = AbortSignal.timeout(limitMs);
  const { exitCode } = await context.announced({ what: `${labelOf(build)} testing`, done: "passed" }, () =>
    runLogged({
      command: "bash",
      args: wordsOf(build),
      cwd: context.root,
      logFile,
      environment: { ...context.environment, ...given },
      signal: AbortSignal.any([context.signal, limit]),
    }),
  );
  const output = await readFile(logFile, "utf8");
  const summary = readTap(output);
  const problem = limit.aborted
    ? `it did not end within ${limitMs / 1000} s`
    : problemOf(summary, exitCode, lastLines(output, 5));
  return { ...summary, problem, logFile, command: commandOf(build, given, context) };
}

/** The result of a test that could not be begun: a failure. */
export function notBegun(build: Build, context: RunContext, { message }: Error): TestResult {
  const problem = `it was not begun: ${message}`;
  const command = runCommandOf(build, context);
  return { passed: 0, failed: [], skipped: 0, isComplete: false, problem, logFile: undefined, command };
}

function wordsOf(build: Build): string[] {
  return [join(build.folder, "test.sh"), build.image];
}

/** Servers end with the run, so a test that uses them is repeated by another run. */
function commandOf(build: Build, given: TestEnvironment, context: RunContext): string {
  if ("TEST_NETWORK" in given) return runCommandOf(build, context);
  const variables = Object.entries(given).map(([name, value]) => `${name}=${value}`);
  return shellLine([...variables, "bash", ...wordsOf(build)]);
}

function runCommandOf(build: Build, { project }: RunContext): string {
  const choice = project === undefined ? [] : ["--project", project];
  return shellLine(["npm", "run", "images", "--", ...choice, build.image]);
}

function problemOf(
  summary: TapSummary,
  exitCode: number | undefined,
  lines: readonly string[],
): string | undefined {
  const end = exitCode === undefined ? "was ended by a signal" : `ended with ${exitCode}`;
  const tail = lines.map((line) => `\n    ${line}`).join("");
  if (summary.failed.length > 0) {
    return exitCode === 0 ? "test.sh ended with 0 although claims failed" : undefined;
  }
  if (exitCode !== 0) return `test.sh ${end} although no claim failed; its last lines:${tail}`;
  if (summary.passed + summary.skipped === 0) return `test.sh made no claim; its last lines:${tail}`;
  return summary.isComplete ? undefined : "test.sh ended without the plan (1..N) that counts its claims";
}

/** The lines that explain a failed test; none for a test that passed. */
export function describeFailures(build: Build, result: TestResult): string[] {
  if (result.failed.length === 0 && result.problem === undefined) return [];
  return [
    `${labelOf(build)}: its test failed${result.logFile === undefined ? "" : ` (${result.logFile})`}:`,
    ...(result.problem === undefined ? [] : [`  ${result.problem}`]),
    ...result.failed.flatMap(({ name, diagnostics }) => [
      `  not ok - ${name}`,
      ...diagnostics.map((line) => `    # ${line}`),
    ]),
    `  Repeat it with: ${result.command}`,
  ];
}
