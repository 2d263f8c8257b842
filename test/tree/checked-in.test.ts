import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findings } from "../../src/advise/advise";
import { KNOWLEDGE } from "../../src/model/knowledge";
import { generate, plan } from "../../src/pipeline";
import { readSources } from "../../src/plan";
import { renderReadme } from "../../src/render/readme";
import { ROOT, TEMPLATES } from "../generator/fixture";

const sources = readSources(ROOT);
const GENERATED = new Map(generate(sources, TEMPLATES).map(({ path, content }) => [path, content]));
const FOLDERS = ["docker", "deploy"];
const isInFolder = (path: string): boolean => FOLDERS.some((folder) => path.startsWith(`${folder}/`));
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

describe("the checked-in tree", () => {
  it.each(FOLDERS)("is what the matrix and the lock give, byte for byte, and nothing else: %s/", (folder) => {
    const files = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((item) => item.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(ROOT.length + 1))
      .sort();
    const wanted = [...GENERATED].filter(([path]) => path.startsWith(`${folder}/`));
    expect(new Map(files.map((path) => [path, read(path)]))).toEqual(new Map(wanted));
  });

  it("has each other document that the matrix and the lock give", () => {
    const others = [...GENERATED].filter(([path]) => !isInFolder(path));
    expect(others.length).toBeGreaterThan(1);
    for (const [path, content] of others) expect(read(path), path).toBe(content);
  });

  it("has the README that the matrix and the lock give", () => {
    const project = plan(sources);
    const { content } = renderReadme(read("README.md"), project, findings(project, KNOWLEDGE), TEMPLATES);
    expect(read("README.md")).toBe(content);
  });

  it("has no document with a line number of a lock, which another entry would make a wrong one", () => {
    const documents = readdirSync(join(ROOT, "docs")).filter((name) => name.endsWith(".md"));
    const all = ["README.md", "CONTRIBUTING.md", ...documents.map((name) => `docs/${name}`)];
    expect(all.filter((path) => /lock\.json:\d/.test(read(path)))).toEqual([]);
  });

  it("shows in a pull request's diff: nothing of it is marked as generated for the reviewer", () => {
    const paths = [...GENERATED.keys(), "lock.json"];
    const options = { cwd: ROOT, encoding: "utf8" } as const;
    const attributes = execFileSync(
      "git",
      ["check-attr", "linguist-generated", "eol", "--", ...paths],
      options,
    ).split("\n");
    expect(attributes.filter((line) => line.includes("linguist-generated: set"))).toEqual([]);
    expect(attributes.filter((line) => line.includes(": eol: ") && !line.endsWith(": lf"))).toEqual([]);
  });
});
