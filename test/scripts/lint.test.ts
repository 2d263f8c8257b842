import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { generate } from "../../src/pipeline";
import { readFolder } from "../../src/plan";
import { fixtureTree } from "../fixture-project/fixture-project";
import { ROOT, TEMPLATES } from "../generator/fixture";

const TREE = fixtureTree();

/** A file: its name in a test, and where it is. */
type File = readonly [name: string, path: string];

const inDocker = readdirSync(join(TREE, "docker"), { recursive: true, encoding: "utf8" }).map(
  (path): File => [`docker/${path}`, join(TREE, "docker", path)],
);

/** The files of an example's Spark cores, in the same folder as the others. */
function coresOf(example: string): readonly File[] {
  const files = generate(readFolder(ROOT, example), TEMPLATES).filter(({ path }) => path.includes("-core/"));
  return files.map(({ path, content }): File => {
    const file = join(TREE, example, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return [`${example}/${path}`, file];
  });
}

/** Files whose text no other file before has: many images have the same scripts. */
function distinct(files: readonly File[]): readonly File[] {
  const first = new Map(files.toReversed().map((file) => [readFileSync(file[1], "utf8"), file]));
  return [...first.values()].sort();
}

const generated = [...inDocker, ...coresOf("examples/jar-surgery")];
const scripts = distinct([
  ...generated.filter(([name]) => name.endsWith(".sh")),
  ...[
    ...readdirSync(join(ROOT, ".ci")).map((name) => `.ci/${name}`),
    "harness/class-lists/list-classes.sh",
  ].map((name): File => [name, join(ROOT, name)]),
]);
const dockerfiles = distinct(generated.filter(([name]) => name.endsWith("/Dockerfile")));

function call(command: string, args: readonly string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: ROOT, encoding: "utf8" });
  return { status, output: `${stdout}${stderr}` };
}

/** A tool that may be missing on a developer's machine; CI installs all of them and skips nothing. */
function tool(name: string, probe: readonly string[]): { skip: boolean; why: string } {
  const missing = spawnSync(name, probe).status !== 0;
  if (missing && process.env["CI"])
    throw new Error(`${name} is missing in CI; .ci/run should have installed it`);
  return { skip: missing, why: missing ? `: skipped, ${name} is not here` : "" };
}

const shellcheck = tool("shellcheck", ["--version"]);
const shfmt = tool("shfmt", ["--version"]);
const hadolint = tool("hadolint", ["--version"]);
const engine = tool("docker", ["info"]);

describe("the generated scripts", () => {
  it.skipIf(shellcheck.skip).each(scripts)(`%s passes shellcheck${shellcheck.why}`, (_, path) => {
    expect(call("shellcheck", ["--external-sources", "--severity", "style", path])).toEqual({
      status: 0,
      output: "",
    });
  });

  it.skipIf(shfmt.skip).each(scripts)(`%s is formatted as shfmt does${shfmt.why}`, (_, path) => {
    expect(call("shfmt", ["-i", "2", "-d", path])).toEqual({ status: 0, output: "" });
  });
});

describe("the generated Dockerfiles", () => {
  it.skipIf(hadolint.skip).each(dockerfiles)(`%s passes hadolint${hadolint.why}`, (_, path) => {
    expect(call("hadolint", [path])).toEqual({ status: 0, output: "" });
  });

  it.skipIf(engine.skip).each(dockerfiles)(`%s passes docker build --check${engine.why}`, (_, path) => {
    // No registry is asked: every image that the file starts from is replaced by the empty one.
    const images = readFileSync(path, "utf8").matchAll(/^ARG (\w+_IMAGE)=/gm);
    const replaced = [...images].flatMap(([, name]) => ["--build-arg", `${name}=scratch`]);
    const { status, output } = call("docker", ["build", "--check", ...replaced, join(path, "..")]);
    expect(output).toContain("Check complete, no warnings found.");
    expect(status).toBe(0);
  });
});
