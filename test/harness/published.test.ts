import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { DOCUMENTS, withFigures } from "../../bench/published/documents";
import { digestOfInputs } from "../../bench/published/inputs";
import { objectionTo, type Provenance, provenanceOf, provenanceText } from "../../bench/published/provenance";
import { publish } from "../../bench/published/publish";
import { UsageError } from "../../src/model/usage-error";
import { temporaryFolder } from "./temporary-folder";

const ROOT = resolve(__dirname, "../..");

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [path, text] of Object.entries(files)) write(folder, path, text);
  return folder;
}

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

// Budgets are limits, which `npm run layer-check` holds against each image that was built.
const figures = readdirSync(join(ROOT, "measured"))
  .filter((name) => name !== "layer-budgets.json")
  .map((name) => `measured/${name}`);

describe.each(figures)("%s", (data) => {
  const { provenance } = JSON.parse(readFileSync(join(ROOT, data), "utf8")) as {
    readonly provenance: Provenance;
  };

  it("names its commit, its day, its settings and the command that measures it again", () => {
    expect(provenance).toMatchObject({
      commit: expect.stringMatching(/^[0-9a-f]{40}$/),
      date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      command: expect.stringMatching(/^npm run -s bench\S* -- .*--publish/),
    });
    expect(provenance.settings.length).toBeGreaterThan(0);
  });

  it("is of the code that is here, or says why it is older", () => {
    expect(objectionTo(ROOT, data, provenance)).toBeUndefined();
  });

  it("is shown by a document", () => {
    const texts = DOCUMENTS.map((document) => readFileSync(join(ROOT, document), "utf8"));
    expect(texts.filter((text) => text.includes(`<!-- generated: ${data} -->`))).toHaveLength(1);
  });
});

const PROGRAM = {
  "src/a.ts": 'export const a = "a";\n',
  "main.ts": 'import { a } from "./src/a";\nconsole.log(a);\n',
};

describe("the digest of inputs", () => {
  const files = ["main.ts", "templates/**", "!templates/*.test.hbs"];
  const TREE = { ...PROGRAM, "templates/x.hbs": "x", "templates/x.test.hbs": "test", "matrix.json": "{}" };
  const digestWith = async (path: string, text: string): Promise<string> =>
    digestOfInputs(await folderWith({ ...TREE, [path]: text }), files);

  it("is the same in another folder", async () => {
    const digest = await digestWith("matrix.json", "{}");
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(await digestWith("matrix.json", "{}")).toBe(digest);
  });

  it.each([
    ["src/a.ts", 'export const a = "b";\n'],
    ["templates/x.hbs", "y"],
    ["templates/deeper/y.hbs", "y"],
  ])("is another one with another %s", async (path, text) => {
    expect(await digestWith(path, text)).not.toBe(await digestWith("matrix.json", "{}"));
  });

  it.each([
    ["a comment, a type and the layout of a program", "src/a.ts", '// why\nexport const a: string = "a"\n'],
    ["a matrix that nothing imports", "matrix.json", "[]"],
    ["a program that nothing imports", "src/b.ts", "export {};"],
    ["a file that a pattern leaves out", "templates/x.test.hbs", "other"],
  ])("does not depend on %s", async (_what, path, text) => {
    expect(await digestWith(path, text)).toBe(await digestWith("matrix.json", "{}"));
  });
});

describe("figures", () => {
  const provenance: Provenance = {
    commit: "0123456789abcdef0123456789abcdef01234567",
    date: "2026-11-30",
    command: "npm run -s bench -- --publish",
    settings: ["a machine", "level 6"],
    inputs: { files: ["main.ts"], digest: "sha256:other" },
  };
  const stale = { ...provenance, stale: "`main.ts` does more since." };

  it("say what they are of, and where they are older, why", () => {
    expect(provenanceText(provenance)).toBe("Commit `0123456`, 2026-11-30; a machine; level 6.");
    expect(provenanceText(stale)).toBe(
      "**Older than the code**: `main.ts` does more since. Commit `0123456`, 2026-11-30; a machine; level 6. `npm run -s bench -- --publish` measures again.",
    );
  });

  it("that are older than what they measure are named, unless they say why", async () => {
    const root = await folderWith(PROGRAM);
    const digest = digestOfInputs(root, ["main.ts"]);
    expect(
      objectionTo(root, "measured/a.json", { ...provenance, inputs: { files: ["main.ts"], digest } }),
    ).toBe(undefined);
    expect(objectionTo(root, "measured/a.json", stale)).toBe(undefined);
    expect(objectionTo(root, "measured/a.json", provenance)).toBe(
      "measured/a.json is of commit 0123456, and what it measures has changed since (main.ts). " +
        'Measure again (npm run -s bench -- --publish); or say in it why not yet, as "stale" of its provenance, and run: npm run samples',
    );
  });

  it("are published of a commit alone, to their file and the documents that show them", async () => {
    const region =
      "<!-- generated: provenance of measured/a.json -->\n<!-- end of provenance of measured/a.json -->\n";
    const root = await folderWith({ ...PROGRAM, "measured/a.json": "{}" });
    for (const document of DOCUMENTS) write(root, document, region);
    const git = (...words: string[]): string =>
      execFileSync("git", words, { cwd: root, encoding: "utf8" }).trim();
    git("init", "--quiet");
    const subject = { data: "measured/a.json", command: "npm run a", files: ["main.ts"] };
    await expect(provenanceOf(root, subject, ["a machine"])).rejects.toThrow(
      new UsageError(
        "--publish: figures name the commit that they are of, and these files are not committed: main.ts, src/. Commit them first.",
      ),
    );
    git("add", ".");
    git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "--message", "a");
    const found = await provenanceOf(root, subject, ["a machine"]);
    expect(found.commit).toBe(git("rev-parse", "HEAD"));
    expect(objectionTo(root, subject.data, found)).toBeUndefined();
    publish(root, subject.data, found, { images: 1 });
    expect(JSON.parse(readFileSync(join(root, subject.data), "utf8"))).toEqual({
      provenance: found,
      images: 1,
    });
    for (const document of DOCUMENTS)
      expect(readFileSync(join(root, document), "utf8")).toBe(
        region.replace("\n", `\n\n${provenanceText(found)}\n\n`),
      );
  });

  it("that no report shows are an error", async () => {
    const root = await folderWith({ "measured/other.json": JSON.stringify({ provenance }) });
    const text = "<!-- generated: measured/other.json -->\n<!-- end of measured/other.json -->";
    expect(() => withFigures(root, text)).toThrow(
      "measured/other.json: no report shows such figures (measured/generation, measured/images, measured/start-)",
    );
  });
});
