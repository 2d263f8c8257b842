import { readFileSync } from "node:fs";
import { join } from "node:path";
import { generationReport } from "../generation-report";
import { imageReport } from "../images/report";
import { startReport } from "../start/report";
import { type Provenance, provenanceText } from "./provenance";

/** Documents that show figures of `measured/`, between `<!-- generated: measured/NAME -->` and `<!-- end of … -->`. */
export const DOCUMENTS = ["README.md", "docs/generation.md", "docs/layers.md", "docs/start-up.md"] as const;

/** What a document shows of figures, by how their file begins. */
const REPORTS: Readonly<Record<string, (figures: never) => string>> = {
  "measured/generation": generationReport,
  "measured/images": imageReport,
  "measured/start-": startReport,
};

const REGION = /(<!-- generated: (provenance of )?(measured\/\S+) -->\n)[^]*?(<!-- end of \2?\3 -->)/g;

/**
 * A document with its figures renewed: what they are of, the command that measures them and what it printed; of a region
 * `provenance of measured/NAME`, what they are of alone.
 */
export function withFigures(root: string, text: string): string {
  return text.replaceAll(
    REGION,
    (_region, start: string, isShort: string | undefined, data: string, end: string) => {
      const figures = JSON.parse(readFileSync(join(root, data), "utf8")) as {
        readonly provenance: Provenance;
      };
      const { provenance } = figures;
      const shown = isShort
        ? ""
        : `\n\`\`\`console\n$ ${provenance.command}\n${reportOn(data, figures)}\n\`\`\`\n`;
      return `${start}\n${provenanceText(provenance)}\n${shown}\n${end}`;
    },
  );
}

/** What the command that measured the figures of a file printed. */
function reportOn(data: string, figures: object): string {
  const [, report] = Object.entries(REPORTS).find(([prefix]) => data.startsWith(prefix)) ?? [];
  if (!report) throw new Error(`${data}: no report shows such figures (${Object.keys(REPORTS).join(", ")})`);
  return report(figures as never);
}
