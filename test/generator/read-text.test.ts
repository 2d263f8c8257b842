import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, test } from "vitest";
import { InputError } from "../../src/model/problem";
import { readText } from "../../src/parse/read-text";
import { readSources } from "../../src/plan";
import { readTemplates } from "../../src/render/templates";

function folder(): string {
  const root = mkdtempSync(join(tmpdir(), "read-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  return root;
}

/** What is said where a call is refused, after its first line. */
function problems(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof InputError) return error.message.split("\n").slice(1).join("\n");
    throw error;
  }
  return "";
}

describe("a file that a person edits", () => {
  test.each<[string, Buffer, string]>([
    [
      "in UTF-16",
      Buffer.from("\ufeff{}", "utf16le"),
      "matrix.json:1:1: found UTF-16; allowed: UTF-8; fix: save the file as UTF-8",
    ],
    [
      "in UTF-16, the other way round",
      Buffer.from("\ufeff{}", "utf16le").swap16(),
      "matrix.json:1:1: found UTF-16; allowed: UTF-8; fix: save the file as UTF-8",
    ],
    [
      "in Latin-1",
      Buffer.from('{\n  "a": "é"\n}\n', "latin1"),
      "matrix.json:2:9: found bytes that are no UTF-8; allowed: UTF-8; fix: save the file as UTF-8",
    ],
  ])("%s is refused", (_, bytes, line) => {
    const root = folder();
    writeFileSync(join(root, "matrix.json"), bytes);
    expect(problems(() => readSources(root))).toBe(line);
  });

  it("that is a folder is refused, with every other one that cannot be read", () => {
    const root = folder();
    mkdirSync(join(root, "matrix.json"));
    mkdirSync(join(root, "lock.json"));
    expect(problems(() => readSources(root))).toBe(
      ["matrix.json", "lock.json"]
        .map((file) => `${file}:1:1: found a folder; allowed: a file; fix: put the file in its place`)
        .join("\n"),
    );
  });

  const isRoot = process.getuid?.() === 0;
  test.skipIf(isRoot)(
    `that may not be read is refused${isRoot ? ": skipped, root may read every file" : ""}`,
    () => {
      const root = folder();
      writeFileSync(join(root, "matrix.json"), "{}");
      chmodSync(join(root, "matrix.json"), 0o200);
      expect(problems(() => readSources(root))).toBe(
        "matrix.json:1:1: found a file that you may not read; allowed: one that you may; fix: make it readable",
      );
    },
  );

  it("may start with an encoding mark, which is no part of its text", () => {
    const root = folder();
    writeFileSync(join(root, "matrix.json"), "\ufeff{}\n");
    writeFileSync(join(root, "lock.json"), "{}\n");
    const { matrix, lock } = readSources(root);
    expect([matrix.text, lock.text]).toEqual(["{}\n", "{}\n"]);
  });

  it("that is not there is empty", () => {
    expect(readText(folder(), "matrix.json")).toBe("");
  });
});

describe("a template", () => {
  test.each([
    [
      "with a merge conflict",
      "FROM a\n<<<<<<< HEAD\n",
      "templates/a.hbs:2:1: found a merge conflict marker (<<<<<<<); allowed: a template; fix: resolve the conflict and remove its markers",
    ],
    [
      "with a block that does not end",
      "{{#if a}}\nb\n",
      "templates/a.hbs:3:1: found invalid Handlebars: Expecting 'OPEN_INVERSE_CHAIN', 'INVERSE', 'OPEN_ENDBLOCK', got 'EOF'; allowed: a template; fix: correct the text there",
    ],
    [
      "with a block that ends as another",
      "\n{{#if a}}\nb\n{{/each}}\n",
      "templates/a.hbs:2:1: found invalid Handlebars: if doesn't match each - 2:3; allowed: a template; fix: correct the text there",
    ],
    ["in UTF-16", "utf16", "templates/a.hbs:1:1: found UTF-16; allowed: UTF-8; fix: save the file as UTF-8"],
  ])("%s is refused", (_, text, line) => {
    const root = folder();
    mkdirSync(join(root, "templates"));
    writeFileSync(join(root, "templates/a.hbs"), text === "utf16" ? Buffer.from("\ufeffa", "utf16le") : text);
    expect(problems(() => readTemplates(join(root, "templates")))).toBe(line);
  });

  it("may start with an encoding mark, which is not rendered", () => {
    const root = folder();
    writeFileSync(join(root, "a.hbs"), "\ufeffFROM a");
    expect(readTemplates(root).render("a", {})).toBe("FROM a");
  });
});
