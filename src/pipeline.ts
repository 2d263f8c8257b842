import { findings } from "./advise/advise";
import type { Planned } from "./advise/trial";
import { check } from "./check/check";
import { KNOWLEDGE, type Knowledge } from "./model/knowledge";
import type { Lock } from "./model/lock";
import type { Matrix } from "./model/matrix";
import { InputError } from "./model/problem";
import { type Sources, parse } from "./parse/parse";
import type { RenderedFile } from "./render/file";
import { render } from "./render/render";
import type { Templates } from "./render/templates";
import { resolve } from "./resolve/resolve";

/**
 * Reads, checks and resolves the matrix and the lock.
 *
 * @throws InputError with every problem of both files.
 */
export function plan(sources: Sources, knowledge: Knowledge = KNOWLEDGE): Planned {
  const parsed = parse(sources);
  const problems = check(parsed, knowledge);
  if (problems.length > 0) throw new InputError(problems);
  const resolved = resolve(parsed.matrix.draft as Matrix, parsed.lock.draft as Lock, knowledge);
  return { inputs: [sources.matrix.file, sources.lock.file], parsed, ...resolved };
}

/**
 * From the text of the matrix and the lock to the text of every generated file: without disk, network or clock.
 *
 * @throws InputError with every problem of both files.
 */
export function generate(
  sources: Sources,
  templates: Templates,
  knowledge: Knowledge = KNOWLEDGE,
): readonly RenderedFile[] {
  const project = plan(sources, knowledge);
  return render(project, findings(project, knowledge), templates);
}
