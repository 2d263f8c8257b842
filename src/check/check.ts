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

/** Rules that hold the matrix against the lock. */
export const LOCK_RULES: readonly Rule[] = [
  everythingIsLocked,
  requirementsAreLocked,
  filesMatchCoordinates,
  sourcesLeadToFile,
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

/** Every problem of both files: of their shape and of their sense, in the order of the files. */
export function check(sources: ParsedSources, knowledge: Knowledge): readonly Problem[] {
  const { matrix, lock } = sources;
  const input = ruleInput(sources, knowledge);
  const readable = matrix.document.value !== undefined;
  const bothReadable = readable && lock.document.value !== undefined;
  const rules = [...(readable ? MATRIX_RULES : []), ...(bothReadable ? LOCK_RULES : [])];
  const found = rules.flatMap((rule) => rule(input));
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
