import { formatReach } from "../reach";
import type { Figures } from "./figures";
import { imageReaches } from "./reaches";
import { imageTables } from "./tables";

/** What `npm run bench:images` prints. */
export function imageReport(figures: Figures): string {
  return `${figures.machine}\n\n${imageTables(figures)}\n\n${imageReaches(figures).map(formatReach).join("\n")}`;
}
