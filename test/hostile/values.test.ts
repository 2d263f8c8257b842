import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { verifiedWords } from "../../src/model/verification";
import { licenseExpression } from "../../src/model/license";
import type { RenderedFile } from "../../src/render/file";
import { allowed, plainFiles } from "./allowed";
import { CASES, LONGEST, SEED, holds } from "./cases";
import { cellsOf } from "./lint/markdown";
import { SCRIPTS } from "./lint/script";
import { skeletonOf } from "./skeleton";
import { textOf } from "./strings";
import { sourcesOf, verdictOf } from "./verdict";

const NOTICE = "THIRD-PARTY-LICENSES.md";

function filesOf({
  matrix,
  lock,
}: {
  readonly matrix: unknown;
  readonly lock: unknown;
}): readonly RenderedFile[] {
  const { files, problems } = verdictOf(sourcesOf(textOf(matrix), textOf(lock)));
  if (!files) throw new Error(`refused: ${JSON.stringify(problems, null, 1)}`);
  return files;
}

const isDocument = ({ path }: RenderedFile): boolean => path.endsWith(".md");
const linesOf = ({ content }: RenderedFile): readonly string[] => skeletonOf(content).split("\n");
const plain = filesOf(plainFiles())
  .filter((file) => !isDocument(file))
  .map(linesOf);

/** The first line of a file that is more than its texts allow, beside the one of the plain files. */
function firstTorn(files: readonly RenderedFile[]): readonly string[] | undefined {
  for (const [index, file] of files.entries()) {
    const was = plain[index] ?? [];
    const line = linesOf(file).findIndex((text, at) => text !== was[at]);
    if (line >= 0) return [`${file.path}:${line + 1}`, file.content.split("\n")[line] ?? "", was[line] ?? ""];
  }
  return undefined;
}

const words = (text: string): string => text.trim().replace(/ +/g, " ");

describe(
  `values that are allowed, and as strange as they may be (HOSTILE_SEED=${SEED})`,
  { timeout: LONGEST },
  () => {
    it("stay within their quotes and lines in every file, and read in a document as they are written, licences as expressions", () => {
      holds(CASES.allowed, allowed, ({ files, values }) => {
        const tree = filesOf(files);
        expect(firstTorn(tree.filter((file) => !isDocument(file)))).toBeUndefined();
        const cells = new Set(
          tree
            .filter(({ path }) => path.endsWith(".md"))
            .flatMap(({ content }) => cellsOf(content))
            .map(words),
        );
        for (const [name, value] of Object.entries(values)) {
          if (name.startsWith("license")) expect([...cells], name).toContain(licenseExpression([value]));
          if (name === "figure")
            expect([...cells], name).toContain(words(verifiedWords({ by: "published", source: value })));
        }
        expect(tree.filter(({ path }) => path === NOTICE).length).toBe(1);
      });
    });
  },
);

const folder = mkdtempSync(join(tmpdir(), "hostile-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Scripts of the cases before, evenly out of all of them: a process each is too slow for all. */
function sample(count: number): readonly string[] {
  const all = [...SCRIPTS.keys()];
  return all.filter((_, index) => index % Math.ceil(all.length / count) === 0);
}

function written(texts: readonly string[]): readonly string[] {
  return texts.map((text, index) => {
    const path = join(folder, `${index}.sh`);
    writeFileSync(path, text);
    return path;
  });
}

const shellcheck = spawnSync("shellcheck", ["--version"]).status === 0;

describe("a sample of their scripts", () => {
  it("is read by bash", () => {
    const paths = written(sample(150));
    expect(paths.length).toBeGreaterThan(50);
    const { stderr, status } = spawnSync(
      "bash",
      ["-c", 'for file; do bash -n "$file" || exit; done', "-", ...paths],
      { encoding: "utf8" },
    );
    expect([stderr, status]).toEqual(["", 0]);
  });

  it.skipIf(!shellcheck)(`passes shellcheck${shellcheck ? "" : ": skipped, shellcheck is not here"}`, () => {
    const { stdout, status } = spawnSync("shellcheck", ["--severity", "style", ...written(sample(8))], {
      encoding: "utf8",
    });
    expect([stdout, status]).toEqual(["", 0]);
  });
});
