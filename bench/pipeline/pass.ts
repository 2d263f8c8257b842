import { join } from "node:path";
import { findings } from "../../src/advise/advise";
import { warnings } from "../../src/advise/warnings";
import { check } from "../../src/check/check";
import { KNOWLEDGE } from "../../src/model/knowledge";
import type { Lock } from "../../src/model/lock";
import type { Matrix } from "../../src/model/matrix";
import { type Sources, parse } from "../../src/parse/parse";
import { render } from "../../src/render/render";
import { readTemplates } from "../../src/render/templates";
import { resolve } from "../../src/resolve/resolve";
import { processorTimed } from "../figures";
import type { Stage } from "./figures";

export const ROOT = join(__dirname, "../..");
const TEMPLATES = readTemplates(join(ROOT, "templates"));

/** Milliseconds of processor time of each stage. */
export type StageTimes = Readonly<Record<Stage, number>>;

/** One pass of the pipeline: what each stage takes, and what all of them yield. */
export function pass(sources: Sources) {
  const [parsing, parsed] = processorTimed(() => parse(sources));
  const [checking, problems] = processorTimed(() => check(parsed, KNOWLEDGE));
  if (problems.length > 0) throw new Error(`the synthetic matrix is wrong: ${JSON.stringify(problems[0])}`);
  const { matrix, lock } = parsed;
  const [resolving, resolved] = processorTimed(() =>
    resolve(matrix.draft as Matrix, lock.draft as Lock, KNOWLEDGE),
  );
  const project = { inputs: [], parsed, ...resolved };
  const [advising, advice] = processorTimed(() => {
    const found = findings(project, KNOWLEDGE);
    return { found, lines: warnings(found) };
  });
  const [rendering, files] = processorTimed(() => render(project, advice.found, TEMPLATES));
  const times: StageTimes = {
    parse: parsing,
    check: checking,
    resolve: resolving,
    advise: advising,
    render: rendering,
  };
  return { times, yielded: { parsed, project, advice, files } };
}

/** Bytes of the heap that are in use, after a garbage collection (`--expose-gc`). */
export function heapUsed(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
