import type { Knowledge } from "../model/knowledge";
import type { Problem } from "../model/problem";
import type { ParsedSources } from "../parse/parse";
import { notAccepted, uselessAcceptances } from "./accept";
import { COMPATIBILITY_RULES } from "./compatibility";
import { heapsAreEnough } from "./deploy-rules";
import { addedJarsHaveDependencies } from "./jar-dependency-rules";
import { addedJarsStayWhereTheyAre, jarsFitJava } from "./jar-fact-rules";
import { surgeryKeepsFamilies } from "./jar-family-rules";
import { oneJarOfAKind } from "./jar-kind-rules";
import { addedJarsFitScala, addedJarsFitSparkLine } from "./jar-name-rules";
import {
  surgeryAddsNewJars,
  surgeryFindsJars,
  surgeryHasJarLists,
  surgeryLeavesSpark,
  surgeryNamesSparks,
  surgerySaysOne,
  surgeryTouchesOnce,
} from "./jar-surgery-rules";
import { everythingIsLocked, filesMatchCoordinates } from "./lock-rules";
import { noDuplicates, runtimesHaveOwnFolders, runtimesNameLayers, runtimesNameSparks } from "./matrix-rules";
import { apartFrom } from "./one-cause";
import { requirementsAreLocked } from "./requirement-rules";
import { keepNamesTrims } from "./trim-rules";
import type { Rule, RuleInput } from "./rule";
import { runtimesNameGroups, runtimesNamePythons } from "./runtime-python-rules";
import { snapshotHasArchive, snapshotIsATime } from "./snapshot-rules";
import { sourcesLeadToFile } from "./source-rules";

/** Rules over the matrix alone. */
export const MATRIX_RULES: readonly Rule[] = [
  noDuplicates,
  runtimesNameSparks,
  runtimesNameLayers,
  runtimesNamePythons,
  runtimesNameGroups,
  runtimesHaveOwnFolders,
  surgerySaysOne,
  surgeryNamesSparks,
  keepNamesTrims,
  heapsAreEnough,
  snapshotHasArchive,
  snapshotIsATime,
  ...COMPATIBILITY_RULES,
];

/** Rules that find what the lock lacks: `npx projen lock` may bring it. */
export const MISSING_RULES: readonly Rule[] = [everythingIsLocked, requirementsAreLocked];

/** Rules over the lock alone. */
const OWN_RULES: readonly Rule[] = [filesMatchCoordinates, sourcesLeadToFile];

/** Rules that hold the matrix against what the lock says. */
const BOTH_RULES: readonly Rule[] = [
  surgeryHasJarLists,
  surgeryFindsJars,
  surgeryLeavesSpark,
  surgeryTouchesOnce,
  surgeryAddsNewJars,
  surgeryKeepsFamilies,
  addedJarsFitScala,
  addedJarsFitSparkLine,
  addedJarsStayWhereTheyAre,
  addedJarsHaveDependencies,
  jarsFitJava,
  oneJarOfAKind,
];

/** Rules that read the lock. */
export const LOCK_RULES: readonly Rule[] = [...MISSING_RULES, ...OWN_RULES, ...BOTH_RULES];

/** What the rules read of both files. */
export function ruleInput({ matrix, lock }: ParsedSources, knowledge: Knowledge): RuleInput {
  return {
    matrix: matrix.draft,
    matrixFile: matrix.document,
    lock: lock.draft,
    lockFile: lock.document,
    knowledge,
  };
}

/**
 * What stands against a matrix, be the lock behind it or not: missing facts that it does not accept, combinations that
 * cannot work.
 *
 * @param isWhole Whether the matrix has all that its `accept` is about.
 */
export function objections(input: RuleInput, isWhole: boolean): readonly Problem[] {
  const found = [...MATRIX_RULES, ...BOTH_RULES].flatMap((rule) => rule(input));
  const useless = isWhole ? uselessAcceptances(found, input.matrix, input.matrixFile) : [];
  return [...notAccepted(found, input.matrix), ...useless];
}

/**
 * Every problem of both files: of their shape and of their sense, in the order of the files; one for each cause.
 */
export function check(sources: ParsedSources, knowledge: Knowledge): readonly Problem[] {
  const { matrix, lock } = sources;
  const input = ruleInput(sources, knowledge);
  const readable = matrix.document.value !== undefined;
  const bothReadable = readable && lock.document.value !== undefined;
  const rules = [...(readable ? MATRIX_RULES : []), ...(bothReadable ? [...OWN_RULES, ...BOTH_RULES] : [])];
  const wrong = rules.flatMap((rule) => rule(input));
  const missing = bothReadable ? MISSING_RULES.flatMap((rule) => rule(input)) : [];
  const found = [...wrong, ...apartFrom(notAccepted(wrong, matrix.draft), missing, matrix.draft)];
  const whole = matrix.problems.length + lock.problems.length === 0;
  const problems = [
    ...matrix.problems,
    ...lock.problems,
    ...notAccepted(found, matrix.draft),
    ...(whole ? uselessAcceptances(found, matrix.draft, matrix.document) : []),
  ];
  return [matrix, lock].flatMap(({ document }) =>
    inOrder(problems.filter(({ file }) => file === document.file)),
  );
}

function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const unique = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...unique.values()].sort((a, b) => a.line - b.line || a.column - b.column);
}
