import { InputError, type Problem, show } from "../model/problem";

/** The file that has regions of generated text. */
export const README = "README.md";

const REGIONS = ["images", "warnings", "build"];

/** A region of generated text: where what stands between its marks begins and ends. */
interface Region {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/**
 * The regions of a README, in their order: what stands between `<!-- generated: NAME -->` and `<!-- end of NAME -->`.
 * One of which neither mark is there is not wanted.
 *
 * @throws InputError with every mark that stands alone, inside another region or where its region has been before
 */
export function readmeRegions(text: string): readonly Region[] {
  const found = REGIONS.flatMap((name) => regionOf(text, name));
  const regions = found.filter((item) => "name" in item).sort((a, b) => a.from - b.from);
  const problems = [
    ...found.filter((item) => "file" in item),
    ...regions.flatMap((region, index) => {
      const before = regions[index - 1];
      if (!before || region.from > before.to) return [];
      const place = { found: `${show(startOf(region.name))} inside the region ${before.name}` };
      return [problem(text, region.from, { ...place, allowed: "one after the other", fix: "move it out" })];
    }),
  ];
  if (problems.length > 0) throw new InputError(problems);
  return regions;
}

/** What stands in each region of a README, by name; nothing where its marks are wrong. */
export function regionTexts(text: string): ReadonlyMap<string, string> {
  try {
    return new Map(readmeRegions(text).map(({ name, from, to }) => [name, text.slice(from, to)]));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return new Map();
  }
}

const startOf = (name: string): string => `<!-- generated: ${name} -->`;
const endOf = (name: string): string => `<!-- end of ${name} -->`;

function regionOf(text: string, name: string): readonly (Region | Problem)[] {
  const [start, end] = [startOf(name), endOf(name)];
  const marks = [...text.matchAll(new RegExp(`${start}|${end}`, "g"))];
  const [first, second, third] = marks;
  if (!first) return [];
  const alone = (fix: string): Problem =>
    problem(text, first.index, { found: `${show(first[0])} alone`, allowed: "both marks, or none", fix });
  if (first[0] === end) return [alone(`put ${show(start)} before it`)];
  if (!second) return [alone(`put ${show(end)} after it`)];
  const repeated = second[0] === start ? second : third;
  if (!repeated) return [{ name, from: first.index + start.length, to: second.index }];
  const words = { found: `${show(repeated[0])} a second time`, allowed: "each mark once", fix: "remove one" };
  return [problem(text, repeated.index, words)];
}

function problem(text: string, offset: number, words: Pick<Problem, "found" | "allowed" | "fix">): Problem {
  const lines = text.slice(0, offset).split("\n");
  return { file: README, line: lines.length, column: (lines.at(-1) ?? "").length + 1, path: "", ...words };
}
