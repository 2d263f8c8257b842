// Measures the pure pipeline for a matrix of a size, and prints the figures as JSON: node … measure.ts IMAGES RUNS
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
import { median, processorTimed } from "../figures";
import { syntheticSources } from "../synthetic/sources";

/** The stages of the pipeline, in their order. */
export const STAGES = ["parse", "check", "resolve", "advise", "render"] as const;
export type Stage = (typeof STAGES)[number];

/** What a matrix of one size takes. */
export interface PipelineFigures {
  readonly images: number;
  readonly files: number;
  /** Size of the matrix and the lock. */
  readonly bytesRead: number;
  /** Size of all files, as text in memory. */
  readonly bytesRendered: number;
  /** Medians, in milliseconds of processor time. */
  readonly milliseconds: Readonly<Record<Stage, number>>;
  /** What everything that the pipeline yields holds of the heap after a garbage collection, without the sources. */
  readonly heapBytes: number;
  /** The most memory that the process had. */
  readonly peakBytes: number;
}

const ROOT = join(__dirname, "../..");
const TEMPLATES = readTemplates(join(ROOT, "templates"));
const WARM_UP = 300;

function run(sources: Sources) {
  const [parsing, parsed] = processorTimed(() => parse(sources));
  const [checking, problems] = processorTimed(() => check(parsed, KNOWLEDGE));
  if (problems.length > 0) throw new Error(`the synthetic matrix is wrong: ${JSON.stringify(problems[0])}`);
  const { matrix, lock } = parsed;
  const [resolving, resolved] = processorTimed(() =>
    resolve(matrix.draft as Matrix, lock.draft as Lock, KNOWLEDGE),
  );
  const project = { inputs: [], ...resolved };
  const [advising, advice] = processorTimed(() => {
    const found = findings(project, KNOWLEDGE);
    return { found, lines: warnings(found) };
  });
  const [rendering, files] = processorTimed(() => render(project, advice.found, TEMPLATES));
  const times = { parse: parsing, check: checking, resolve: resolving, advise: advising, render: rendering };
  return { times, yielded: { parsed, project, advice, files } };
}

function heapUsed(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

function measure(images: number, runs: number): PipelineFigures {
  for (let count = 0; count < 3; count++) run(syntheticSources(ROOT, WARM_UP));
  const sources = syntheticSources(ROOT, images);
  const earlier = Array.from({ length: runs - 1 }, () => run(sources).times);
  const before = heapUsed();
  const { times, yielded } = run(sources);
  const heapBytes = heapUsed() - before;
  const { project, files } = yielded;
  const medians = STAGES.map((stage) => [stage, median([...earlier, times].map((all) => all[stage]))]);
  return {
    images: project.folders.length,
    files: files.length,
    bytesRead: sources.matrix.text.length + sources.lock.text.length,
    bytesRendered: files.reduce((sum, { content }) => sum + content.length, 0),
    milliseconds: Object.fromEntries(medians) as Record<Stage, number>,
    heapBytes,
    peakBytes: process.resourceUsage().maxRSS * 1024,
  };
}

if (require.main === module) {
  const [images = 0, runs = 1] = process.argv.slice(2).map(Number);
  console.log(JSON.stringify(measure(images, runs)));
}
