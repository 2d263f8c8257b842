import { type Provenance, provenanceText } from "../published/provenance";
import type { Compared, Figures } from "./figures";

/** Where the picture of the published figures is, from the root. */
export const PICTURE = "docs/images.svg";

/** A bar for each of the two, on one scale with those of its chart. */
interface Row extends Compared<number> {
  readonly title: string;
}

interface Chart {
  readonly title: string;
  readonly rows: readonly Row[];
  /** A figure with its unit. */
  readonly format: (figure: number) => string;
}

const WIDTH = 840;
const LEFT = 270;
const LONGEST_BAR = WIDTH - LEFT - 90;
const BAR = 14;
const ROW = 40;
const HEAD = 44;
const LEGEND = 46;
const LINE = 16;
const COLORS = { own: "#2f6f4f", baseline: "#b9b4a7" };

/** The figures of `measured/images.json`. */
export interface PublishedFigures extends Figures {
  readonly provenance: Provenance;
}

/**
 * The figures as bars: what a node pulls and what building takes, beside the baseline's; below them what they are of. An
 * SVG document.
 */
export function pictureOf(figures: PublishedFigures): string {
  const charts = chartsOf(figures);
  let y = LEGEND;
  const drawn = charts.map((chart) => {
    const part = drawChart(chart, y);
    y += HEAD + chart.rows.length * ROW;
    return part;
  });
  const footer = linesOf(provenanceText(figures.provenance).replaceAll(/\*\*|`/g, ""));
  const height = y + 16 + footer.length * LINE;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="13">`,
    `<title>What nodes pull and builds take: these images, and the same Sparks laid out as their official images are</title>`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    ...legend(),
    ...drawn,
    ...footer.map(
      (line, index) =>
        `<text x="16" y="${y + 16 + index * LINE}" font-size="11" fill="#333333">${escaped(line)}</text>`,
    ),
    "</svg>",
    "",
  ].join("\n");
}

/** A text in lines that are as wide as the picture. */
function linesOf(text: string): readonly string[] {
  return (text.match(/.{1,130}(?:\s|$)/g) ?? []).map((line) => line.trimEnd());
}

function chartsOf({ pulls, seconds }: Figures): readonly Chart[] {
  const pulled = [...pulls.patchUpgrade, ...pulls.gpu, ...pulls.newDriver.slice(0, 1)];
  const rows = [
    ...pulls.first.slice(0, 1).map((pull) => ({ ...pull, what: `first pull of ${pull.what}` })),
    ...pulled.map((pull) =>
      pulls.newDriver.includes(pull) ? { ...pull, what: "one driver changed" } : pull,
    ),
  ];
  return [
    {
      title: "Megabytes that a node pulls, with gzip",
      rows: rows.map(({ what, own, baseline }) => ({
        title: what,
        own: own.gzip / 1e6,
        baseline: baseline.gzip / 1e6,
      })),
      format: (megabytes) => `${megabytes.toFixed(megabytes < 10 ? 1 : 0)} MB`,
    },
    {
      title: "Seconds to build all images, one after the other",
      rows: [
        { title: "nothing cached", ...seconds.cold },
        { title: "one driver changed", ...seconds.changedDriver },
        { title: "nothing changed", ...seconds.warm },
      ],
      format: (some) => `${some.toFixed(some < 10 ? 1 : 0)} s`,
    },
  ];
}

function legend(): readonly string[] {
  const entries = [
    ["these images", COLORS.own],
    ["laid out as the official images", COLORS.baseline],
  ];
  return entries.flatMap(([name, color], index) => {
    const x = LEFT + index * 150;
    return [
      `<rect x="${x}" y="16" width="12" height="12" fill="${color}"/>`,
      `<text x="${x + 18}" y="27" fill="#333333">${name}</text>`,
    ];
  });
}

function drawChart({ title, rows, format }: Chart, top: number): string {
  const most = Math.max(...rows.flatMap(({ own, baseline }) => [own, baseline]));
  const bars = rows.map((row, index) => {
    const y = top + HEAD - 8 + index * ROW;
    return [
      `<text x="${LEFT - 12}" y="${y + 19}" text-anchor="end" fill="#333333">${escaped(row.title)}</text>`,
      bar(row.own / most, y, COLORS.own, format(row.own)),
      bar(row.baseline / most, y + BAR + 2, COLORS.baseline, format(row.baseline)),
    ].join("\n");
  });
  const head = `<text x="${LEFT}" y="${top + 24}" font-weight="bold" fill="#111111">${escaped(title)}</text>`;
  return [head, ...bars].join("\n");
}

function bar(share: number, y: number, color: string, label: string): string {
  const width = Math.max(1, Math.round(share * LONGEST_BAR));
  return [
    `<rect x="${LEFT}" y="${y}" width="${width}" height="${BAR}" fill="${color}"/>`,
    `<text x="${LEFT + width + 6}" y="${y + BAR - 3}" font-size="12" fill="#333333">${label}</text>`,
  ].join("\n");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
