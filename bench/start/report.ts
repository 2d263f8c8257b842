import { formatReach } from "../reach";
import type { Figures } from "./figures";
import { startReaches } from "./reaches";
import { startTables } from "./tables";

/** What `npm run bench:start` prints. */
export function startReport(figures: Figures): string {
  return `${figures.machine}\n\n${startTables(figures)}\n\n${startReaches(figures).map(formatReach).join("\n")}`;
}
