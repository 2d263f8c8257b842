// Measures the synthesis of a matrix of a size, and prints the figures as JSON: node … measure.ts IMAGES RUNS
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { LogLevel } from "projen/lib/logger";
import { Project } from "projen/lib/project";
import type { RenderedFile } from "../../src/render/file";
import { SparkImages } from "../../src/synthesize/spark-images";
import { median, processorTimed, timed } from "../figures";
import { syntheticSources } from "../synthetic/sources";

/** What one size takes: medians of runs in turn. */
export interface DiskFigures {
  readonly images: number;
  readonly files: number;
  /** Milliseconds of `project.synth()` into an empty folder. */
  readonly written: number;
  /** Milliseconds of the same again. */
  readonly unchanged: number;
  /** Milliseconds of a loop that writes the same bytes and knows that the folder is empty. */
  readonly loop: number;
  /** How many times as long the first takes as the loop, in the same run. */
  readonly ratio: number;
  /** The same by processor time, the kernel's work with it, which another load of the machine changes little. */
  readonly processorRatio: number;
}

const ROOT = join(__dirname, "../..");

/** The least that writes these files: each folder made once, each file written once, in place. */
function plainLoop(root: string, files: readonly RenderedFile[]): void {
  const made = new Set<string>();
  for (const { path, content, executable } of files) {
    const target = join(root, path);
    const folder = dirname(target);
    if (!made.has(folder)) mkdirSync(folder, { recursive: true });
    made.add(folder);
    writeFileSync(target, content, { mode: executable ? 0o555 : 0o444 });
  }
}

/** A project whose matrix has so many images, in a folder where nothing is generated yet. */
function projectIn(root: string, size: number): { readonly project: Project; readonly images: SparkImages } {
  const { matrix, lock } = syntheticSources(ROOT, size);
  for (const { file, text } of [matrix, lock]) writeFileSync(join(root, file), text);
  cpSync(join(ROOT, "templates"), join(root, "templates"), { recursive: true });
  const project = new Project({ name: "bench", outdir: root, logging: { level: LogLevel.OFF } });
  return { project, images: new SparkImages(project) };
}

type Run = Readonly<Record<"files" | "written" | "unchanged" | "loop" | "ratio" | "processorRatio", number>>;

function measureOnce(size: number): Run {
  const [ours, plain] = [mkdtempSync(join(tmpdir(), "bench-")), mkdtempSync(join(tmpdir(), "bench-"))];
  try {
    const { project, images } = projectIn(ours, size);
    plainLoop(join(plain, "first"), images.files); // joins the parts of each text before the clock runs
    const [loopProcessor, [loop]] = processorTimed(() =>
      timed(() => plainLoop(join(plain, "loop"), images.files)),
    );
    const [writtenProcessor, [written]] = processorTimed(() => timed(() => project.synth()));
    const [unchanged] = timed(() => project.synth());
    const processorRatio = writtenProcessor / loopProcessor;
    return { files: images.files.length, written, unchanged, loop, ratio: written / loop, processorRatio };
  } finally {
    for (const folder of [ours, plain]) rmSync(folder, { recursive: true });
  }
}

function measure(images: number, count: number): DiskFigures {
  const [, ...runs] = Array.from({ length: count + 1 }, () => measureOnce(images)); // the first warms up
  const middle = (key: keyof Run): number => median(runs.map((run) => run[key]));
  return {
    images,
    files: middle("files"),
    written: middle("written"),
    unchanged: middle("unchanged"),
    loop: middle("loop"),
    ratio: middle("ratio"),
    processorRatio: middle("processorRatio"),
  };
}

const [images = 0, runs = 1] = process.argv.slice(2).map(Number);
console.log(JSON.stringify(measure(images, runs)));
