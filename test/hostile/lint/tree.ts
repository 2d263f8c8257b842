import { spawnSync } from "node:child_process";
import type { RenderedFile } from "../../../src/render/file";
import { assertBakeFile } from "./bake-file";
import { assertDockerfile } from "./dockerfile";
import { assertManifest } from "./manifest";
import { assertMarkdown } from "./markdown";
import { assertScript } from "./script";
import { assertWorkflow } from "./workflow";

/** What is generated under no folder of its own, always under these names. */
const ALONE = new Set([
  "README.md",
  "THIRD-PARTY-LICENSES.md",
  "docker-bake.hcl",
  "docs/advice.md",
  ".github/workflows/images.yml",
]);
const NAMED =
  /^(docker(\/[A-Za-z0-9][A-Za-z0-9._-]*){3}|deploy\/(base|runtimes)(\/[a-z0-9][a-z0-9.-]*){1,2})$/;

const known = new Map<string, number>();

/**
 * Whether generated files are ones that a linter has nothing against: each where it belongs, each whole, each of the
 * form of its kind.
 *
 * @throws Error naming the file and what is wrong with it.
 */
export function assertTree(files: readonly RenderedFile[]): void {
  const paths = files.map(({ path }) => path.toLowerCase());
  if (new Set(paths).size < paths.length) throw new Error(`two files of one path: ${paths.join(" ")}`);
  for (const { path, content } of files) {
    if (!ALONE.has(path) && !NAMED.test(path)) throw new Error(`not a path of a generated file: ${path}`);
    // Many trees have the same file.
    if (known.get(content) === path.length) continue;
    try {
      assertText(path, content);
    } catch (error) {
      throw new Error(`${path}: ${(error as Error).message}\n${content}`, { cause: error });
    }
    if (known.size < MANY) known.set(content, path.length);
  }
}

const MANY = 20_000;

function assertText(path: string, text: string): void {
  if (!/[^\n]\n$/.test(text)) throw new Error("does not end with one newline");
  if (/(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(text)) throw new Error("holds a control character");
  const kind = KINDS.find(([name]) => name.test(path));
  if (!kind) throw new Error("is a file of no known kind: say in test/hostile/lint how its kind is checked");
  kind[1](text, path);
}

/** How a file of each kind is checked; the first that its path fits. */
const KINDS: readonly (readonly [RegExp, (text: string, path: string) => void])[] = [
  [/\/Dockerfile$/, assertDockerfile],
  [/\.sh$/, assertScript],
  [/\.md$/, assertMarkdown],
  [/\/requirements-[a-z]+(-\d+\.\d+)?\.txt$/, assertRequirements],
  [/\.sha256$/, everyLine(/^(#.*|[0-9a-f]{64} {2}([A-Za-z0-9_-]+\/)?[A-Za-z0-9][A-Za-z0-9._+-]*)$/)],
  [/\/left-out\.txt$/, everyLine(/^(#.*|[a-z0-9-]+ [A-Za-z0-9_*.-]+(\/[A-Za-z0-9_*.-]+)*)$/)],
  [/\/classes\.txt$/, everyLine(/^(#.*|[a-z][A-Za-z0-9_]*(\/[A-Za-z0-9_-]+)*| [A-Za-z0-9_$-]+)$/)],
  [/\.py$/, assertPython],
  [/\.yaml$/, assertManifest],
  [/\.yml$/, assertWorkflow],
  [/\.hcl$/, assertBakeFile],
  [/\.conf$/, everyLine(/^(#.*|spark(\.[A-Za-z0-9-]+)+ \S+|)$/)],
  [/\.pl$/, everyLine(/^[\x20-\x7e]*$/)],
  [/\.pth$/, everyLine(/^(#.*|import .*|\/[A-Za-z0-9._/-]+)$/)],
];

const REQUIREMENT = /^[a-z0-9]+(-[a-z0-9]+)*==[A-Za-z0-9.!+]+ \\$/;
const HASH = /^ {4}--hash=sha256:[0-9a-f]{64}( \\)?$/;

/** A requirement goes on over its hashes and stops at a comment. */
function assertRequirements(text: string): void {
  everyLine(new RegExp(`^( *#.*)$|${REQUIREMENT.source}|${HASH.source}`))(text);
  const lines = text.split("\n");
  const torn = lines.find((line, index) => line.endsWith("\\") && !HASH.test(lines[index + 1] ?? ""));
  if (torn !== undefined) throw new Error(`a requirement that goes on into something else: ${torn}`);
}

const python = new Set<string>();

/** What a text is in Python does not depend on its path: one of many paths is parsed once. */
function assertPython(text: string): void {
  if (python.has(text)) return;
  const parsed = spawnSync("python3", ["-I", "-c", "import ast, sys; ast.parse(sys.stdin.read())"], {
    input: text,
    encoding: "utf8",
  });
  if (parsed.status !== 0) throw new Error(`is no Python: ${parsed.stderr}`);
  if (python.size < MANY) python.add(text);
}

function everyLine(form: RegExp): (text: string) => void {
  return (text) => {
    const wrong = text
      .trimEnd()
      .split("\n")
      .find((line) => !form.test(line));
    if (wrong !== undefined) throw new Error(`a line that has no place there: ${JSON.stringify(wrong)}`);
  };
}
