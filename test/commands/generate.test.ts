import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../generator/fixture";

function run(...args: readonly string[]) {
  const entry = ["--require", "tsx/cjs", "commands/generate/generate.ts", ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, entry, { cwd: ROOT, encoding: "utf8" });
  return { status, stdout, stderr };
}

const scratch = (): string => mkdtempSync(join(tmpdir(), "generate-"));

describe("npx projen generate", () => {
  it("writes the tree of another matrix and lock, and nothing the second time", () => {
    const folder = scratch();
    const first = run("examples/newest", "--out", folder);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) =>
      file.isFile(),
    );
    const count = files.length;
    expect(first).toEqual({
      status: 0,
      stdout: `${count} files in ${folder}: ${count} written, 0 removed\n`,
      stderr: expect.stringContaining("more about these, and all dates: docs/advice.md"),
    });
    expect(run("examples/newest", "--out", folder).stdout).toBe(
      `${count} files in ${folder}: 0 written, 0 removed\n`,
    );
    expect(readFileSync(join(folder, "docker/docker-base/jdk-21/Dockerfile"), "utf8")).toMatch(
      /^# Generated from examples\/newest\/matrix\.jsonc, examples\/newest\/lock\.json and templates\/jdk\.Dockerfile\.hbs /,
    );
  });

  it("takes the folder of the matrix for the one to write to, where none is named", () => {
    const folder = scratch();
    const text = (name: string): string => readFileSync(join(ROOT, "examples/newest", name), "utf8");
    writeFileSync(join(folder, "matrix.jsonc"), text("matrix.jsonc"));
    writeFileSync(join(folder, "lock.json"), text("lock.json"));
    expect(run(folder).status).toBe(0);
    expect(existsSync(join(folder, "docker/docker-base/jdk-21/Dockerfile"))).toBe(true);
  });

  it("writes nothing from a matrix that cannot work, and says why with the place in it", () => {
    const [folder, out] = [scratch(), join(scratch(), "out")];
    writeFileSync(join(folder, "matrix.jsonc"), "{ // nothing\n}");
    const { status, stdout, stderr } = run(folder, "--out", out);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/matrix\.jsonc:1:1 \$\.images: found nothing;/);
    expect(existsSync(out)).toBe(false);
  });

  it.each([
    [[], "FOLDER: found 0 folders, allowed: one, such as examples/newest.\n"],
    [["a", "b"], "FOLDER: found 2 folders, allowed: one, such as examples/newest.\n"],
    [["a", "--output", "b"], expect.stringContaining("Unknown option '--output'")],
  ])("refuses the wrong call %j with exit code 2", (args, expected) => {
    expect(run(...args)).toEqual({ status: 2, stdout: "", stderr: expected });
  });

  it("prints how to call it", () => {
    expect(run("--help").stdout).toMatch(/^usage: npx projen generate FOLDER \[--out DIR\]\n/);
  });
});
