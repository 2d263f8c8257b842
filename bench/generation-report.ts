import { diskReaches, diskTable } from "./disk/disk";
import type { DiskFigures } from "./disk/measure";
import type { PipelineFigures } from "./pipeline/figures";
import { pipelineReaches, pipelineTables } from "./pipeline/pipeline";
import { type ProcessFigures, processReaches, processTable } from "./processes";
import { formatReach, type Reach } from "./reach";

/** Everything that `npm run bench` measures. */
export interface Figures {
  readonly machine: string;
  /** By size; null: it could not be measured. */
  readonly pipeline: readonly (PipelineFigures | null)[];
  readonly disk: readonly (DiskFigures | null)[];
  readonly processes: ProcessFigures | null;
}

/** What the generator has to reach. */
export function generationReaches({ pipeline, disk, processes }: Figures): readonly Reach[] {
  return [...pipelineReaches(pipeline), ...diskReaches(disk), ...processReaches(processes)];
}

/** What `npm run bench` prints. */
export function generationReport(figures: Figures): string {
  const { machine, pipeline, disk, processes } = figures;
  const reaches = generationReaches(figures).map(formatReach).join("\n");
  return [machine, pipelineTables(pipeline), diskTable(disk), processTable(processes), reaches].join("\n\n");
}
