import type { ListedImage } from "../../src/explain/select";
import type { Explanation, Move, PartExplanation } from "../../src/explain/explanation";

/** An explanation for people: a paragraph for each part. */
export function formatExplanation({ images, folder, description, parts }: Explanation): string {
  const head = [...images, folder, description].join("\n");
  const whole = parts.filter(({ isBrief }) => !isBrief).map(formatPart);
  const brief = parts.filter(({ isBrief }) => isBrief).map(formatBrief);
  const packages = ["Packages that those require (npx projen lock --upgrade NAME moves one)", ...brief].join(
    "\n",
  );
  return `${[head, ...whole, ...(brief.length > 0 ? [packages] : [])].join("\n\n")}\n`;
}

/** The images for people: a line for each. */
export function formatImages(images: readonly ListedImage[]): string {
  const width = Math.max(...images.map(({ name }) => name.length));
  return images.map(({ name, reference }) => `${name.padEnd(width)}  ${reference}\n`).join("");
}

function formatBrief({ name, version, from }: PartExplanation): string {
  return `  ${name} ${version}  ${from.map(({ at, says }) => `${at}: ${says}`).join("; ")}`;
}

function formatPart({ name, version, from, boundBy, moves }: PartExplanation): string {
  return [
    `${name} ${version}`,
    ...column(
      "from",
      from.map(({ at, path, says }) => `${at} ${path}: ${says}`),
    ),
    ...column(
      "bound by",
      boundBy.map(({ says, source }) => `${says} ${bracketed(source)}`),
    ),
    ...column("moves", moves.map(formatMove)),
  ].join("\n");
}

const WIDTH = 11;

function column(title: string, lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => `  ${(index === 0 ? title : "").padEnd(WIDTH)}${line}`);
}

/** A row's own source has its brackets already. */
function bracketed(source: string): string {
  return source.startsWith("(") ? source : `(${source})`;
}

function formatMove({ to, outcome, says }: Move): string {
  const versions = to.length > 0 ? `${to.join(", ")}: ` : "";
  return `${versions}${WORDS[outcome]}${says}`;
}

const WORDS: Readonly<Record<Move["outcome"], string>> = {
  ready: "",
  lock: "",
  unknown: "not known: ",
  refused: "does not work: ",
  there: "",
  with: "",
};
