import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { UsageError } from "../src/model/usage-error";
import { diskReaches, diskTable, measureDisk } from "./disk/disk";
import { describeMachine } from "./machine";
import { measurePipeline, pipelineReaches, pipelineTables } from "./pipeline/pipeline";
import { measureProcesses, processReaches, processTable } from "./processes";
import { formatReach, isMet } from "./reach";

const USAGE = `usage: npm run bench [-- --json FILE]

Measures the generator: each stage of the pipeline and its memory for matrices of up to 100,000 images, the
synthesis to disk against a plain loop, and npx projen. Takes some minutes and 5 GB of memory.

  --json FILE  write every figure there too
  --help       print this text

Exit code: 0 when every reach is met, 1 when one is missed, 2 for a wrong call.
`;

interface Options {
  readonly json: string | undefined;
  readonly help: boolean;
}

function readOptions(): Options {
  try {
    const options = { json: { type: "string" }, help: { type: "boolean", default: false } } as const;
    const { json, help } = parseArgs({ options }).values;
    return { json, help };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function bench({ json, help }: Options): number {
  if (help) {
    console.log(USAGE);
    return 0;
  }
  const machine = describeMachine();
  console.log(`${machine}\n`);
  const pipeline = measurePipeline();
  console.log(`${pipelineTables(pipeline)}\n`);
  const disk = measureDisk();
  console.log(`${diskTable(disk)}\n`);
  const processes = measureProcesses();
  console.log(`${processTable(processes)}\n`);
  const reaches = [...pipelineReaches(pipeline), ...diskReaches(disk), ...processReaches(processes)];
  console.log(reaches.map(formatReach).join("\n"));
  const figures = {
    machine,
    pipeline,
    disk,
    processes,
    reaches: reaches.map((reach) => ({ ...reach, met: isMet(reach) })),
  };
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(figures, null, 2)}\n`);
  return reaches.every(isMet) ? 0 : 1;
}

try {
  process.exitCode = bench(readOptions());
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
}
