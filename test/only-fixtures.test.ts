import { spawnSync } from "node:child_process";
import { createReadStream, existsSync, readFileSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { readSources } from "../src/plan";
import { fixtureSources } from "./fixture-project/fixture-project";
import { ROOT } from "./generator/fixture";

const own = (path: string): string => join(ROOT, path);
const refusal = (path: string): string =>
  `A unit test reads ${path}, which is another one when a user changes the matrix. Read test/fixture-project, or hold it of every matrix in test/tree.`;

describe("a unit test that reads what a user's change makes another one fails", () => {
  it.each<[string, () => unknown]>([
    ["matrix.json", () => readSources(ROOT)],
    ["matrix.json", () => readFileSync(pathToFileURL(own("matrix.json")))],
    ["lock.json", () => readFile(own("lock.json"))],
    ["docker", () => readdirSync(own("docker"))],
    ["docker/docker-base/jdk-17/Dockerfile", () => readFileSync(own("docker/docker-base/jdk-17/Dockerfile"))],
    ["deploy/base/namespace.yaml", () => createReadStream(own("deploy/base/namespace.yaml"))],
    ["docker-bake.hcl", () => existsSync(own("docker-bake.hcl"))],
  ])("%s", (path, read) => {
    expect(read).toThrow(new Error(refusal(path)));
  });

  it("in a process that it starts, too", () => {
    const command = ["--require", "tsx/cjs", "commands/explain/explain.ts", "jdk-17"];
    const { status, stderr } = spawnSync(process.execPath, command, { cwd: ROOT, encoding: "utf8" });
    expect([status, stderr]).toEqual([1, expect.stringContaining(refusal("matrix.json"))]);
  });

  it("and one that reads a fixture or another project's matrix does not", () => {
    expect(fixtureSources().matrix.text).toContain('"3.5.7"');
    expect(readFileSync(own("examples/newest/matrix.jsonc"), "utf8")).toContain('"4.2.0"');
  });
});
