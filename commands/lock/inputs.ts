import type { ErrorObject } from "ajv/dist/2020";
import { notAccepted } from "../../src/check/accept";
import { MATRIX_RULES } from "../../src/check/check";
import { filesMatchCoordinates } from "../../src/check/lock-rules";
import type { RuleInput } from "../../src/check/rule";
import { KNOWLEDGE } from "../../src/model/knowledge";
import type { Lock } from "../../src/model/lock";
import type { Matrix } from "../../src/model/matrix";
import { InputError, type Problem } from "../../src/model/problem";
import type { ResolvedMirrors } from "../../src/model/project";
import { type Parsed, parse, parseFile } from "../../src/parse/parse";
import { describe } from "../../src/parse/schema-problems";
import { validate } from "../../src/parse/validate";
import { readSources } from "../../src/plan";
import { resolveMirrors } from "../../src/resolve/settings";
import { withoutMarkers } from "./merge-conflict";

/** The matrix, checked, and the lock as far as there is one. */
export interface Inputs {
  readonly matrix: Matrix;
  /** Both files as the rules read them; the lock's draft is what earlier runs, or people, put there. */
  readonly rules: RuleInput;
  readonly mirrors: ResolvedMirrors;
  /** The lock's text; empty where there is no lock. */
  readonly lockText: string;
  /** The lock that was read from it: the same text, but for conflict markers. */
  readonly readText: string;
  /** What a person has to know of how the lock was read; none where it is as it was written. */
  readonly note: string | undefined;
  /** Pythons whose wheels have to be resolved again, since a merge mixed two resolutions. */
  readonly mixed: readonly string[];
}

/**
 * Reads both files. A lock may be missing or lack parts, which the command fills in; what it does say must be right.
 *
 * @throws InputError with every problem of the matrix and of what the lock says
 */
export function readInputs(root: string, matrixFile: string, lockFile: string): Inputs {
  const sources = readSources(root, matrixFile, lockFile);
  const lockText = sources.lock.text;
  const unmarked = withoutMarkers(lockFile, lockText);
  const readText = unmarked?.text ?? (lockText.trim() ? lockText : "{}");
  const { matrix, lock } = parse({ ...sources, lock: { file: lockFile, text: readText } });
  const rules: RuleInput = {
    matrix: matrix.draft,
    matrixFile: matrix.document,
    lock: lock.draft,
    lockFile: lock.document,
    knowledge: KNOWLEDGE,
  };
  // What a rule would say of the lock as it is, the command may be about to put right: the new lock is checked instead.
  const found = MATRIX_RULES.flatMap((rule) => rule({ ...rules, lock: {} }));
  const ofMatrix = [...matrix.problems, ...notAccepted(found, matrix.draft)];
  const problems = [...ofMatrix, ...wrongParts(lock), ...filesMatchCoordinates(rules)];
  if (problems.length > 0) throw new InputError(distinct(problems));
  const whole = matrix.draft as Matrix;
  const { note, pythons: mixed = [] } = unmarked ?? {};
  return { matrix: whole, rules, mirrors: resolveMirrors(whole), lockText, readText, note, mixed };
}

/** The same matrix with another lock, which this command made. */
export function withLock(inputs: Inputs, file: string, text: string): Inputs {
  const { draft, document } = parseFile<Lock>("lock", { file, text });
  const rules = { ...inputs.rules, lock: draft, lockFile: document };
  return { ...inputs, rules, readText: text, mixed: [] };
}

/** Problems of a lock other than that something is not there yet. */
function wrongParts({ document }: Parsed<unknown>): readonly Problem[] {
  if (document.problems.length > 0) return document.problems;
  const isWrong = ({ keyword }: ErrorObject): boolean =>
    keyword !== "required" && keyword !== "minProperties";
  return validate("lock", document.value)
    .filter(isWrong)
    .map((error) => describe(document, document.value, error).problem);
}

function distinct(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
