import { describe, expect, it, test } from "vitest";
import { InputError } from "../../src/model/problem";
import { plan } from "../../src/pipeline";
import { renderReadme } from "../../src/render/readme";
import { TEMPLATES, sources } from "./fixture";

const readme = (text: string) => renderReadme(text, plan(sources()), [], TEMPLATES).content;

function refusal(text: string): string {
  try {
    readme(text);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return "";
}

const [START, END] = ["<!-- generated: build -->", "<!-- end of build -->"];
const region = (text: string): string => text.slice(text.indexOf(START), text.indexOf(END));

describe("a region of the README", () => {
  test.each([
    [
      "has no end",
      `# A\n\n${START}\nold\n`,
      `README.md:3:1: found "${START}" alone; allowed: both marks, or none; fix: put "${END}" after it`,
    ],
    [
      "has no start",
      `# A\n\nold\n  ${END}\n`,
      `README.md:4:3: found "${END}" alone; allowed: both marks, or none; fix: put "${START}" before it`,
    ],
    [
      "ends before it starts",
      `${END}\n${START}\n`,
      `README.md:1:1: found "${END}" alone; allowed: both marks, or none; fix: put "${START}" before it`,
    ],
    [
      "starts twice",
      `${START}\n${START}\n${END}\n`,
      `README.md:2:1: found "${START}" a second time; allowed: each mark once; fix: remove one`,
    ],
    [
      "is there twice",
      `${START}\n${END}\n${START}\n${END}\n`,
      `README.md:3:1: found "${START}" a second time; allowed: each mark once; fix: remove one`,
    ],
    [
      "is inside another one",
      `<!-- generated: images -->\n${START}\n${END}\n<!-- end of images -->\n`,
      `README.md:2:26: found "${START}" inside the region images; allowed: one after the other; fix: move it out`,
    ],
  ])("that %s is refused", (_, text, line) => {
    expect(refusal(text)).toBe(`1 problem, nothing was written:\n${line}`);
  });

  it("is named with every other one that is wrong", () => {
    expect(refusal(`${START}\n<!-- end of images -->\n`).split("\n")[0]).toBe(
      "2 problems, nothing was written:",
    );
  });

  it("of which both marks are gone is not wanted", () => {
    const text = "# Mine\n\n<!-- generated: toc -->\n";
    expect(readme(text)).toBe(text);
  });

  it("is renewed in its place, whatever comes first, and no other text is", () => {
    const both = `a\n${START}\nold\n${END}\nb\n<!-- generated: images -->\n<!-- end of images -->\nc\n`;
    const text = readme(both);
    expect(text.startsWith(`a\n${START}\n\n\`\`\`sh\ndocker build -t `)).toBe(true);
    expect(text).toContain(`\n${END}\nb\n<!-- generated: images -->\n\n\`\`\`mermaid\n`);
    expect(text.endsWith("\n<!-- end of images -->\nc\n")).toBe(true);
    expect(readme(text)).toBe(text);
  });

  it("has the line ends of its README", () => {
    const text = readme(`a\r\n${START}\r\nold\r\n${END}\r\nb\r\n`);
    expect(region(text).replaceAll("\r\n", "")).not.toContain("\n");
    expect(text.replaceAll("\r\n", "\n")).toBe(readme(`a\n${START}\nold\n${END}\nb\n`));
  });
});
