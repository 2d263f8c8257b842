import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { graphReport } from "../bench/graph/graph";
import { PICTURE, type PublishedFigures, pictureOf } from "../bench/images/picture";
import { DOCUMENTS as DOCUMENTS_WITH_FIGURES, withFigures } from "../bench/published/documents";
import { IMAGES } from "../bench/published/subjects";
import { reportOn } from "../commands/audit/report";
import { formatReport } from "../commands/audit/text";
import { formatExplanation } from "../commands/explain/text";
import { findings } from "../src/advise/advise";
import { gather } from "../src/explain/evidence";
import { explain } from "../src/explain/explain";
import { formatSavings } from "../harness/trims/table";
import { KNOWLEDGE } from "../src/model/knowledge";
import { InputError } from "../src/model/problem";
import { plan } from "../src/pipeline";
import { readFolder } from "../src/plan";

const ROOT = join(__dirname, "..");

/** Output of a command that a document shows below the line `$ COMMAND`. */
interface Sample {
  readonly file: string;
  readonly command: string;
  readonly output: () => string;
}

/**
 * Samples that change with the examples or the facts: `npm run samples` renews them. None is of the project's own
 * matrix, which every user edits, and none has line numbers of a lock.
 */
export const SAMPLES: readonly Sample[] = [
  {
    file: "docs/audit.md",
    command: "npm run -s audit -- --date 2026-11-23 $example | head -17",
    output: () => formatReport(report()).split("\n").slice(0, 17).join("\n"),
  },
  {
    file: "docs/audit.md",
    command: "npm run -s audit -- --date 2026-11-23 --json $example | jq '.findings[0]'",
    output: () => JSON.stringify(report().findings[0], null, 2),
  },
  {
    file: "docs/explain.md",
    command:
      "npm run -s explain -- spark-4.1.2-jdk21-python3.13 $example | sed -E '/^Apache Spark 4.1.2$/,/^$/!d; s/:[0-9]+:[0-9]+ / /g'",
    output: () => {
      const evidence = gather(readFolder(ROOT, "examples/newest"));
      const paragraphs = formatExplanation(explain(evidence, "spark-4.1.2-jdk21-python3.13")).split("\n\n");
      const spark = paragraphs.find((paragraph) => paragraph.startsWith("Apache Spark 4.1.2\n"));
      return (spark ?? "").replaceAll(/:\d+:\d+ /g, " ");
    },
  },
  {
    file: "docs/jar-surgery.md",
    command: 'npm run -s generate -- examples/jar-surgery   # with "replace": "commons-lang3-3.13.0.jar"',
    output: () => refusalOf("examples/jar-surgery", "commons-lang3-3.12.0.jar", "commons-lang3-3.13.0.jar"),
  },
  { file: "docs/fleet.md", command: "npm run -s bench:graph", output: graphReport },
  {
    file: "docs/trims.md",
    command: "npm run -s trims",
    output: () => formatSavings(KNOWLEDGE.trims.trims),
  },
];

function report() {
  return reportOn(findings(plan(readFolder(ROOT, "examples/jar-surgery")), KNOWLEDGE), "2026-11-23");
}

/** What is said of an example's matrix when a value of it, in quotes, is another one. */
function refusalOf(example: string, value: string, other: string): string {
  const { matrix, lock } = readFolder(ROOT, example);
  const text = matrix.text.replace(JSON.stringify(value), JSON.stringify(other));
  try {
    plan({ matrix: { ...matrix, text }, lock });
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  throw new Error(`${matrix.file}: not refused with ${other}`);
}

/** The text of a document with the output of a sample in it. @throws Error when it does not show the command */
export function withSample(text: string, { file, command, output }: Sample): string {
  const start = `$ ${command}\n`;
  const from = text.indexOf(start);
  const to = text.indexOf("\n```\n", from);
  if (from < 0 || to < 0) throw new Error(`${file}: no block that shows "${command}"`);
  return `${text.slice(0, from + start.length)}${output()}${text.slice(to)}`;
}

/** The documents that show samples or figures. */
export const DOCUMENTS: readonly string[] = [
  ...new Set([...SAMPLES.map(({ file }) => file), ...DOCUMENTS_WITH_FIGURES]),
];

/** A document with all its samples and figures renewed. */
export function renewed(file: string): string {
  const ofFile = SAMPLES.filter((sample) => sample.file === file);
  return ofFile.reduce(withSample, withFigures(ROOT, readFileSync(join(ROOT, file), "utf8")));
}

if (require.main === module) {
  for (const file of DOCUMENTS) writeFileSync(join(ROOT, file), renewed(file));
  const figures = JSON.parse(readFileSync(join(ROOT, IMAGES.data), "utf8")) as PublishedFigures;
  writeFileSync(join(ROOT, PICTURE), pictureOf(figures));
}
