import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { findings } from "../src/advise/advise";
import { check } from "../src/check/check";
import { KNOWLEDGE } from "../src/model/knowledge";
import type { Lock } from "../src/model/lock";
import type { Matrix } from "../src/model/matrix";
import { parse } from "../src/parse/parse";
import { generate } from "../src/pipeline";
import type { RenderedFile } from "../src/render/file";
import { render } from "../src/render/render";
import { readTemplates } from "../src/render/templates";
import { resolve } from "../src/resolve/resolve";
import { writeTree } from "../src/synthesize/write-tree";
import { median, table, timed } from "./measure";
import { syntheticSources } from "./synthetic";

const ROOT = join(__dirname, "..");
const TEMPLATES = readTemplates(join(ROOT, "templates"));
const reached: string[] = [];

function reach(claim: string, holds: boolean): void {
  reached.push(`${holds ? "reached" : "MISSED "}  ${claim}`);
}

/** Milliseconds of each stage of the pipeline for a matrix of so many images. */
function stages(images: number): readonly number[] {
  const sources = syntheticSources(ROOT, images);
  const [parsing, parsed] = timed(() => parse(sources));
  const [checking, problems] = timed(() => check(parsed, KNOWLEDGE));
  if (problems.length > 0) throw new Error(`the synthetic matrix is wrong: ${JSON.stringify(problems[0])}`);
  const { matrix, lock } = parsed;
  const [resolving, resolved] = timed(() => resolve(matrix.draft as Matrix, lock.draft as Lock, KNOWLEDGE));
  const project = { inputs: [], ...resolved };
  const [advising, found] = timed(() => findings(project, KNOWLEDGE));
  const [rendering, files] = timed(() => render(project, found, TEMPLATES));
  return [project.folders.length, files.length, parsing, checking, resolving, advising, rendering];
}

function pipeline(): void {
  stages(10); // compiles the schemas and the templates once
  const sizes = [10, 100, 1000, 10_000];
  const rows = sizes.map((size) => {
    const runs = Array.from({ length: size > 1000 ? 5 : 9 }, () => stages(size));
    const column = (index: number): number => median(runs.map((run) => run[index] ?? Number.NaN));
    const [images, files, ...times] = [0, 1, 2, 3, 4, 5, 6].map(column) as [number, number, ...number[]];
    const total = times.reduce((sum, time) => sum + time, 0);
    return { images, files, times, total };
  });
  console.log("\nPure pipeline, milliseconds (medians)\n");
  const head = ["images", "files", "parse", "check", "resolve", "advise", "render", "total", "µs per image"];
  const cells = rows.map(({ images, files, times, total }) => [
    `${images}`,
    `${files}`,
    ...times,
    total,
    (total / images) * 1000,
  ]);
  console.log(table(head, cells));
  const [thousand, tenThousand] = [rows[2], rows[3]];
  if (!thousand || !tenThousand) return;
  const growth = tenThousand.total / thousand.total;
  reach(`10,000 images take at most 12 times as long as 1,000: ${growth.toFixed(1)} times`, growth <= 12);
  const rendering = thousand.times[4] ?? Number.NaN;
  reach(`1,000 images are rendered in less than 500 ms: ${rendering.toFixed(0)} ms`, rendering < 500);
}

function plainLoop(root: string, files: readonly RenderedFile[]): void {
  for (const { path, content, executable } of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content, { mode: executable ? 0o555 : 0o444 });
  }
}

function disk(): void {
  const rows = [10, 100, 1000].map((size) => {
    const files = generate(syntheticSources(ROOT, size), TEMPLATES);
    const runs = Array.from({ length: 5 }, () => {
      const [ours, plain] = [mkdtempSync(join(tmpdir(), "bench-")), mkdtempSync(join(tmpdir(), "bench-"))];
      const [loop] = timed(() => plainLoop(plain, files));
      const [first] = timed(() => writeTree(ours, "docker", files));
      const [second] = timed(() => writeTree(ours, "docker", files));
      for (const folder of [ours, plain]) rmSync(folder, { recursive: true });
      return [first, second, loop] as const;
    });
    const [first, second, loop] = ([0, 1, 2] as const).map((index) =>
      median(runs.map((run) => run[index])),
    ) as [number, number, number];
    return [`${size}`, `${files.length}`, first, second, loop, first / loop];
  });
  console.log("\nSynthesis to disk, milliseconds (medians of 5)\n");
  console.log(
    table(["images", "files", "all written", "none changed", "plain loop", "written / plain loop"], rows),
  );
}

function processes(): void {
  const commands = {
    "npx projen": ["npx", "projen"],
    'node -e require("projen")': ["node", "-e", 'require("projen")'],
  };
  const runs = Array.from({ length: 8 }, () =>
    Object.values(commands).map(
      ([command = "", ...args]) => timed(() => spawnSync(command, args, { cwd: ROOT }))[0],
    ),
  ).slice(1);
  const [ours, bare] = [0, 1].map((index) => median(runs.map((run) => run[index] ?? Number.NaN))) as [
    number,
    number,
  ];
  const ratio = median(runs.map(([first = 0, second = 0]) => first / second));
  console.log("\nAn unchanged tree, milliseconds (medians of 7, in turn)\n");
  console.log(
    table(
      ["command", "ms"],
      [
        ["npx projen", ours],
        ['node -e require("projen")', bare],
      ],
    ),
  );
  reach(
    `npx projen takes at most 4 times as long as require("projen"): ${ratio.toFixed(1)} times`,
    ratio <= 4,
  );
}

const [processor] = cpus();
const memory = Math.round(totalmem() / 2 ** 30);
console.log(
  `${processor?.model ?? "unknown processor"}, ${cpus().length} cores, ${memory} GiB, Node ${process.version}, ${process.platform}`,
);
pipeline();
disk();
processes();
console.log(`\n${reached.join("\n")}`);
