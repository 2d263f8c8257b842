import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { DOCUMENTS, renewed, withSample } from "../../tools/samples";
import { ROOT } from "../generator/fixture";

it.each(DOCUMENTS)(
  "%s shows what its commands print, and the figures of measured/ (npm run samples)",
  (file) => {
    expect(readFileSync(join(ROOT, file), "utf8")).toBe(renewed(file));
  },
);

it("a document that does not show the command is an error", () => {
  const sample = { file: "docs/a.md", command: "a", output: () => "" };
  expect(() => withSample("nothing", sample)).toThrow('docs/a.md: no block that shows "a"');
});
