import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../generator/fixture";

/** Output that holds what was measured of builds and runs: seconds, and the table of images. */
const MEASURED = /\(\d+ s\)|\bin \d+ s\b|above parent/;
const COMMIT = /commit `[0-9a-f]{7,40}`/;

/** The blocks of output in a document that are measured and recorded by hand, by the text of their section before each. */
function unnamed(text: string): readonly string[] {
  const byHand = text.replaceAll(/<!-- generated: (?:provenance of )?(\S+) -->[^]*?<!-- end of .*? -->/g, "");
  return byHand.split(/^#+ /m).flatMap((section) => {
    const [before = "", ...blocks] = section.split(/^```\w*$/m);
    const texts = [before, ...blocks].filter((_, index) => index % 2 === 0);
    const output = blocks.filter((_, index) => index % 2 === 0);
    return output.filter(
      (block, index) =>
        MEASURED.test(block) && !texts.slice(0, index + 1).some((words) => COMMIT.test(words)),
    );
  });
}

/** All but the one that is generated from the matrix at hand. */
const documents = ["README.md", ...readdirSync(join(ROOT, "docs")).map((name) => `docs/${name}`)].filter(
  (path) => path.endsWith(".md") && path !== "docs/advice.md",
);

describe("output with figures that a document shows", () => {
  it.each(documents)("has its commit named before it in %s", (path) => {
    expect(unnamed(readFileSync(join(ROOT, path), "utf8"))).toEqual([]);
  });

  it("is found where no commit is named in its section", () => {
    const block = "```console\n$ a\nok 1 - b (2 s)\n```\n";
    expect(unnamed(`# A\n\nOf commit \`0123456\`.\n\n## B\n\n${block}`)).toEqual(["\n$ a\nok 1 - b (2 s)\n"]);
    expect(unnamed(`# A\n\nOf commit \`0123456\`:\n\n${block}`)).toEqual([]);
    expect(
      unnamed(`# A\n\n<!-- generated: measured/a.json -->\n${block}<!-- end of measured/a.json -->\n`),
    ).toEqual([]);
  });
});
