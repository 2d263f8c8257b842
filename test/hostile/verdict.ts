import { findings } from "../../src/advise/advise";
import { check } from "../../src/check/check";
import { KNOWLEDGE } from "../../src/model/knowledge";
import { InputError, type Problem, formatProblem } from "../../src/model/problem";
import { type Sources, parse } from "../../src/parse/parse";
import { plan } from "../../src/pipeline";
import type { RenderedFile } from "../../src/render/file";
import { renderReadme } from "../../src/render/readme";
import { render } from "../../src/render/render";
import { TEMPLATES } from "../generator/fixture";
import { assertTree } from "./lint/tree";
import { assertPlaces } from "./places";

/** What two texts come to: a whole tree, or what is wrong with them. */
export type Verdict =
  | { readonly files: readonly RenderedFile[]; readonly problems: readonly [] }
  | { readonly files: undefined; readonly problems: readonly Problem[] };

/**
 * What two texts come to. That is all there is: a tree that holds together, or problems that each say where.
 *
 * @throws Error of any other kind that the pipeline throws, and one where the tree or a problem is not as it should be.
 */
export function verdictOf(sources: Sources): Verdict {
  const verdict = run(sources);
  if (verdict.files) assertTree(verdict.files);
  else assertProblems(sources, verdict.problems);
  return verdict;
}

/** Two texts by the names that messages call them. */
export function sourcesOf(matrix: string, lock: string): Sources {
  return { matrix: { file: "matrix.json", text: matrix }, lock: { file: "lock.json", text: lock } };
}

/** Every problem of two texts. */
export function problemsOf(sources: Sources): readonly Problem[] {
  return check(parse(sources), KNOWLEDGE);
}

/** A README with nothing but the regions that are generated. */
const README = ["images", "warnings", "build"]
  .map((name) => `<!-- generated: ${name} -->\n\n<!-- end of ${name} -->\n`)
  .join("\n");

function run(sources: Sources): Verdict {
  try {
    const project = plan(sources);
    const found = findings(project, KNOWLEDGE);
    const files = [...render(project, found, TEMPLATES), renderReadme(README, project, found, TEMPLATES)];
    return { files, problems: [] };
  } catch (error) {
    if (error instanceof InputError) return { files: undefined, problems: error.problems };
    throw error;
  }
}

function assertProblems(sources: Sources, problems: readonly Problem[]): void {
  if (problems.length === 0) throw new Error("refused without a problem");
  const seen = new Set<string>();
  for (const problem of problems) {
    const line = formatProblem(problem);
    if (/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(line))
      throw new Error(`a message of several lines: ${JSON.stringify(line)}`);
    const same = JSON.stringify({ ...problem, allowed: "", fix: "" });
    if (seen.has(same)) throw new Error(`said twice: ${line}`);
    seen.add(same);
  }
  for (const { file, text } of [sources.matrix, sources.lock]) {
    assertPlaces(
      text,
      problems.filter((problem) => problem.file === file),
    );
  }
}
