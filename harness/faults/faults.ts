import { resolve } from "node:path";
import { loadPlan } from "../../src/plan";
import { cacheFolder } from "../cache-folder";
import { UsageError } from "../command-line";
import { abortedByUser } from "../interruption";
import { readArguments } from "../read-arguments";
import { reportToStandardError as report } from "../report";
import { runMain } from "../run-main";
import { CASES, type FaultCase } from "./cases";
import { playCases, type CaseResult } from "./suite";

const ROOT = resolve(__dirname, "../..");

const USAGE = `usage: npm run faults [-- NAME... [--short]]

Builds the committed Dockerfiles from a mirror that answers wrongly. Prints one line of TAP for each case.

  NAME     a part of the names of the cases to play; none: every case
  --short  leave out the cases that take minutes
  --help   print this text

Exit code: 0 when every case passed, 1 when one did not, 2 for a wrong call.
`;

/** Plays the cases that are asked for. @returns the exit code */
async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments({
    args: [...args],
    allowPositionals: true,
    options: {
      short: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const asked = selectCases(positionals);
  const cases = asked.filter(({ isLong = false }) => !values.short || !isLong);
  if (cases.length < asked.length)
    report(`--short: ${asked.length - cases.length} of ${asked.length} cases are left out`);
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
