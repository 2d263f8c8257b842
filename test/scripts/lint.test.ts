import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { generate } from "../../src/pipeline";
import { readFolder } from "../../src/plan";
import { ROOT, TEMPLATES } from "../generator/fixture";

const folder = mkdtempSync(join(tmpdir(), "examples-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The files of an example's Spark cores, which are not checked in, in a folder that was made for them. */
function coresOf(example: string): readonly string[] {
  const files = generate(readFolder(ROOT, example), TEMPLATES).filter(({ path }) => path.includes("-core/"));
  return files.map(({ path, content }) => {
    const file = join(folder, example, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  });
}

const docker = [
  ...readdirSync(join(ROOT, "docker"), { recursive: true, encoding: "utf8" }).map((path) => `docker/${path}`),
  ...coresOf("examples/jar-surgery"),
];
const scripts = [
  ...docker.filter((path) => path.endsWith(".sh")),
  ".ci/run",
  "harness/class-lists/list-classes.sh",
].sort();
const dockerfiles = docker.filter((path) => path.endsWith("/Dockerfile")).sort();

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
  it.skipIf(shellcheck.skip).each(scripts)(`%s passes shellcheck${shellcheck.why}`, (path) => {
    expect(call("shellcheck", ["--severity", "style", path])).toEqual({ status: 0, output: "" });
  });

  it.skipIf(shfmt.skip).each(scripts)(`%s is formatted as shfmt does${shfmt.why}`, (path) => {
    expect(call("shfmt", ["-i", "2", "-d", path])).toEqual({ status: 0, output: "" });
  });
});

describe("the generated Dockerfiles", () => {
  it.skipIf(hadolint.skip).each(dockerfiles)(`%s passes hadolint${hadolint.why}`, (path) => {
    expect(call("hadolint", [path])).toEqual({ status: 0, output: "" });
  });

  it.skipIf(engine.skip).each(dockerfiles)(`%s passes docker build --check${engine.why}`, (path) => {
    // No registry is asked: every image that the file starts from is replaced by the empty one.
    const images = readFileSync(resolve(ROOT, path), "utf8").matchAll(/^ARG (\w+_IMAGE)=/gm);
    const replaced = [...images].flatMap(([, name]) => ["--build-arg", `${name}=scratch`]);
    const { status, output } = call("docker", ["build", "--check", ...replaced, join(path, "..")]);
    expect(output).toContain("Check complete, no warnings found.");
    expect(status).toBe(0);
  });
});
