import { resolve } from "node:path";
import { check } from "../../src/check/check";
import { KNOWLEDGE } from "../../src/model/knowledge";
import { InputError, type Problem, formatProblem } from "../../src/model/problem";
import { parse } from "../../src/parse/parse";
import { readSources } from "../../src/plan";
import { checkLines } from "./check";
import type { Options } from "./command-line";
import { compare } from "./comparison";
import { type Inputs, readInputs } from "./inputs";
import { makeLock } from "./make";
import type { Net } from "./net";
import { notSure } from "./not-sure";
import { withImpossible } from "./preflight/refused-matrix";
import { summaryOf } from "./summary";
import { verify } from "./verify/verify";
import { wantedOf } from "./wanted";
import { replaceFile } from "./written";

/** Prints a line of the result. */
export type Print = (line: string) => void;

/**
 * Does what the options say to the lock of the project in a folder.
 *
 * @returns the exit code
 * @throws InputError, Refusal, UsageError; the lock is what it was then
 */
export async function run(root: string, options: Options, net: Net, print: Print): Promise<number> {
  const inputs = await read();
  if (inputs.note !== undefined) print(inputs.note);
  const comparison = compare(wantedOf(inputs), inputs);
  if (options.mode === "check") return runCheck();
  if (options.mode === "verify") return verify(net, inputs, comparison, print);
  const text = await makeLock(net, inputs, options);
  const ofJars = problemsOfJars(root, options, text);
  if (text !== inputs.lockText) await replaceFile(resolve(root, options.lock), text);
  for (const line of summaryOf(options.lock, inputs.readText, text)) print(line);
  for (const line of notSure(options.lock, text)) print(line);
  for (const problem of ofJars) print(formatProblem(problem));
  if (ofJars.length === 0) return 0;
  print(`${options.lock} is written; npx projen refuses ${options.matrix} until these are mended`);
  return 1;

  async function read(): Promise<Inputs> {
    try {
      return readInputs(root, options.matrix, options.lock);
    } catch (error) {
      if (!(error instanceof InputError) || options.mode !== "write") throw error;
      throw await withImpossible(net, error, readSources(root, options.matrix, options.lock));
    }
  }

  function runCheck(): number {
    const marked = inputs.note === undefined ? [] : [`stale: ${options.lock} has conflict markers`];
    const lines = [...marked, ...checkLines(comparison, options)];
    for (const line of [...lines, ...notSure(options.lock, inputs.readText)]) print(line);
    const verdict = lines.length > 0 ? "is not what it asks for: run npx projen lock" : "is what it asks for";
    print(`${options.lock} was held against ${options.matrix}: it ${verdict}`);
    return lines.length > 0 ? 1 : 0;
  }
}

/**
 * What the generation will say of jars that do not go together: it is the matrix that is wrong then, and the new lock has
 * what it takes to say so.
 *
 * @throws InputError where the generation would refuse the new lock for something else
 */
function problemsOfJars(root: string, { matrix, lock }: Options, text: string): readonly Problem[] {
  const sources = { ...readSources(root, matrix, lock), lock: { file: lock, text } };
  const problems = check(parse(sources), KNOWLEDGE);
  const isOfJars = ({ file, path }: Problem): boolean => file === matrix && path.startsWith("$.jarSurgery");
  if (!problems.every(isOfJars)) throw new InputError(problems);
  return problems;
}
