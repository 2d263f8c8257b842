// Measures the pure pipeline for a matrix of a size, and prints the figures as JSON: node … measure.ts IMAGES RUNS
import { median } from "../figures";
import { syntheticSources } from "../synthetic/sources";
import { type PipelineFigures, STAGES, type Stage } from "./figures";
import { heapUsed, pass, ROOT } from "./pass";

const WARM_UP = 300;

function measure(images: number, runs: number): PipelineFigures {
  for (let count = 0; count < 3; count++) pass(syntheticSources(ROOT, WARM_UP));
  const sources = syntheticSources(ROOT, images);
  const earlier = Array.from({ length: runs - 1 }, () => pass(sources).times);
  const before = heapUsed();
  const { times, yielded } = pass(sources);
  const heapBytes = heapUsed() - before;
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  const { project, files } = yielded;
  const medians = STAGES.map((stage) => [stage, median([...earlier, times].map((all) => all[stage]))]);
  return {
    images: project.folders.length,
    files: files.length,
    bytesRead: sources.matrix.text.length + sources.lock.text.length,
    bytesRendered: files.reduce((sum, { content }) => sum + content.length, 0),
    milliseconds: Object.fromEntries(medians) as Record<Stage, number>,
    heapBytes,
    peakBytes,
  };
}

const [images = 0, runs = 1] = process.argv.slice(2).map(Number);
console.log(JSON.stringify(measure(images, runs)));
