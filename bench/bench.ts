import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readArguments } from "../harness/read-arguments";
import { runMain } from "../harness/run-main";
import { measureDisk } from "./disk/disk";
import { type Figures, generationReaches, generationReport } from "./generation-report";
import { describeMachine } from "./machine";
import { measurePipeline } from "./pipeline/pipeline";
import { measureProcesses } from "./processes";
import { provenanceOf } from "./published/provenance";
import { publish } from "./published/publish";
import { GENERATION } from "./published/subjects";
import { isMet } from "./reach";

const ROOT = join(__dirname, "..");

const USAGE = `usage: npm run bench [-- OPTION...]

Measures the generator: each stage of the pipeline and its memory for matrices of up to 100,000 images, the
synthesis to disk against a plain loop, and npx projen. Takes some minutes and 4 GB of memory.

  --json FILE  write every figure there too
  --publish    write them to ${GENERATION.data}, and renew the document that shows them
  --help       print this text

Exit code: 0 when every reach is met, 1 when one is missed, 2 for a wrong call.
`;

/** Measures the generator. @returns the exit code */
async function main(args: readonly string[]): Promise<number> {
  const {
    json,
    publish: publishes,
    help,
  } = readArguments({
    args: [...args],
    options: {
      json: { type: "string" },
      publish: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  }).values;
  if (help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const machine = describeMachine();
  const provenance = publishes ? await provenanceOf(ROOT, GENERATION, [machine]) : undefined;
  const figures: Figures = {
    machine,
    pipeline: measurePipeline(),
    disk: measureDisk(),
    processes: measureProcesses(),
  };
  process.stdout.write(`${generationReport(figures)}\n`);
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(figures, null, 2)}\n`);
  const reaches = generationReaches(figures);
  if (provenance) {
    if (reaches.some(({ measured }) => Number.isNaN(measured)))
      throw new Error(`${GENERATION.data} is left as it was: not everything could be measured.`);
    publish(ROOT, GENERATION.data, provenance, figures);
  }
  return reaches.every(isMet) ? 0 : 1;
}

runMain(main);
