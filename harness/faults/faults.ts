import { resolve } from "node:path";
import { loadPlan } from "../../src/plan";
import { cacheFolder } from "../cache-folder";
import { UsageError } from "../command-line";
import { abortedByUser } from "../interruption";
import { reportToStandardError as report } from "../report";
import { runMain } from "../run-main";
import { CASES, type FaultCase } from "./cases";
import { playCases, type CaseResult } from "./suite";

const ROOT = resolve(__dirname, "../..");

/**
 * Builds the committed Dockerfiles from a mirror that answers wrongly: `npm run faults [-- NAME...]`, where NAME is a
 * part of a case's name. Prints one line of TAP for each case. @returns the exit code
 */
async function main(names: readonly string[]): Promise<number> {
  const cases = selectCases(names);
  const { builds, lock } = loadPlan(ROOT);
  const settings = { root: ROOT, lock, builds, cacheFolder: cacheFolder(), report, signal: abortedByUser() };
  const results: CaseResult[] = [];
  process.stdout.write(`1..${cases.length}\n`);
  await playCases(cases, settings, (result) => {
    results.push(result);
    process.stdout.write(describe(result, results.length));
  });
  const failed = results.filter(({ problems }) => problems.length > 0).length;
  process.stdout.write(`\n${results.length - failed} passed, ${failed} failed\n`);
  return failed > 0 ? 1 : 0;
}

/** The cases whose name holds one of the words; all without a word. @throws UsageError when a word finds none */
function selectCases(names: readonly string[]): readonly FaultCase[] {
  const isCalled = (theCase: FaultCase, name: string) =>
    theCase.name.toLowerCase().includes(name.toLowerCase());
  const unknown = names.filter((name) => !CASES.some((theCase) => isCalled(theCase, name)));
  if (unknown.length > 0) {
    const allowed = CASES.map((theCase) => `  ${theCase.name}`).join("\n");
    throw new UsageError(`NAME: found "${unknown.join('", "')}", allowed is a part of:\n${allowed}`);
  }
  return names.length === 0
    ? CASES
    : CASES.filter((theCase) => names.some((name) => isCalled(theCase, name)));
}

function describe({ name, problems, seconds }: CaseResult, number: number): string {
  const ok = problems.length === 0 ? "ok" : "not ok";
  const lines = problems.flatMap((problem) => problem.split("\n")).map((line) => `#   ${line}\n`);
  return `${ok} ${number} - ${name} (${seconds} s)\n${lines.join("")}`;
}

runMain(main);
