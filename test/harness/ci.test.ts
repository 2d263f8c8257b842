import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gpuImages, newestImages } from "../../harness/ci/images";
import { fullSuite, type Part } from "../../harness/ci/parts";
import { readRuns } from "../../harness/ci/record";
import { runParts, type Site } from "../../harness/ci/run-parts";
import { summaryOf } from "../../harness/ci/summary";
import type { Project } from "../../src/model/project";
import { fixtureProject, fixtureTree } from "../fixture-project/fixture-project";
import { ROOT } from "../generator/fixture";

const PROJECT = fixtureProject();

describe("the images of CI", () => {
  it("are the first runtime of the newest Spark of each line, and what it is made of, parents first", () => {
    expect(newestImages(PROJECT)).toEqual([
      "spark-k8s-jdk-17:latest",
      "spark-k8s-spark-3.5.8-core:latest",
      "spark-k8s-python-3.10:latest",
      "spark-k8s-python-deps:latest-iceberg",
      "spark-k8s-jdbc-drivers:latest",
      "spark-k8s-jars-iceberg:latest-spark-3.5",
      "spark-k8s-spark-3.5.8-jdk17:latest",
      "spark-k8s-spark-4.1.1-core:latest",
      "spark-k8s-jars-iceberg:latest",
      "spark-k8s-spark-4.1.1-jdk17:latest",
    ]);
  });

  it("have none with packages for a GPU, which have a part of the full suite", () => {
    const gpu = gpuImages(PROJECT);
    expect(gpu).toEqual([
      "spark-k8s-python-deps:latest-gpu",
      "spark-k8s-python-deps:latest-gpu-iceberg",
      "spark-k8s-spark-4.1.1-jdk17-gpu:latest",
    ]);
    expect(newestImages(PROJECT).filter((image) => gpu.includes(image))).toEqual([]);
  });
});

describe("the parts of the full suite", () => {
  const parts = fullSuite({ gpuImages: ["wheels:gpu"] });

  it("have names of their own, and run scripts that there are", () => {
    const names = parts.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: object };
    const called = parts.flatMap(({ commands }) =>
      commands.flatMap((command) => [...command.matchAll(/npm run -s ([\w:-]+)/g)].map(([, name]) => name)),
    );
    expect(called.filter((name) => !Object.keys(scripts).includes(name ?? ""))).toEqual([]);
  });

  it("leave the images for a GPU to one part, which there is only where the matrix has such images", () => {
    const touching = parts.filter(({ commands }) => commands.some((line) => / wheels:gpu/.test(line)));
    expect(touching.map(({ name }) => name)).toContain("gpu");
    const others = touching.filter(({ name }) => name !== "gpu").flatMap(({ commands }) => commands);
    expect(others.filter((line) => / wheels:gpu/.test(line) && !/--except wheels:gpu/.test(line))).toEqual(
      [],
    );
    expect(fullSuite({ gpuImages: [] }).map(({ name }) => name)).not.toContain("gpu");
  });
});

describe("a run of the full suite", () => {
  let root = "";
  const project: Project = PROJECT;
  const printed: string[] = [];
  const git = (...words: string[]) => execFileSync("git", words, { cwd: root, encoding: "utf8" }).trim();
  const commit = (message: string): string => {
    git("add", "--all");
    git("-c", "user.name=test", "-c", "user.email=test@example.com", "commit", "--quiet", "-m", message);
    return git("rev-parse", "HEAD");
  };
  const site = (): Site => ({
    root,
    project,
    record: join(root, "..", `${root.split("/").at(-1)}.json`),
    signal: new AbortController().signal,
    print: (text) => void printed.push(text),
  });
  const part = (name: string, given: Partial<Part> = {}): Part => ({
    name,
    title: `shows ${name}`,
    commands: ["true"],
    reads: ["harness/**", "!harness/README.md"],
    usesImages: true,
    ...given,
  });
  const JDK = "docker/docker-base/jdk-17/Dockerfile";

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), "full-suite-"));
    const tree = fixtureTree();
    for (const path of ["docker-bake.hcl", JDK]) cpSync(join(tree, path), join(root, path));
    mkdirSync(join(root, "harness"));
    writeFileSync(join(root, "harness/README.md"), "words");
    git("init", "--quiet");
    commit("all");
  });

  afterAll(() => {
    rmSync(root, { recursive: true });
    rmSync(site().record, { force: true });
  });

  it("runs each part, goes on after one that fails, and notes the commit of both", async () => {
    const parts = [part("a"), part("b", { commands: ["false", "echo never >never"] }), part("c")];
    const { ran, untouched, runs } = await runParts(parts, false, site());
    expect([...ran]).toEqual(["a", "b", "c"]);
    expect([...untouched]).toEqual([]);
    const head = git("rev-parse", "HEAD");
    expect(Object.entries(runs).map(([name, { passed, commit }]) => [name, passed, commit])).toEqual([
      ["a", true, head],
      ["b", false, head],
      ["c", true, head],
    ]);
    expect(git("status", "--porcelain")).toBe("");
  });

  it("runs again what failed, and leaves out what passed while nothing that it reads has changed", async () => {
    writeFileSync(join(root, "harness/README.md"), "other words");
    writeFileSync(join(root, "notes.md"), "more words");
    const parts = [part("a"), part("b")];
    const { ran, untouched } = await runParts(parts, false, site());
    expect([[...ran], [...untouched]]).toEqual([["b"], ["a"]]);
    expect(readRuns(site().record)["b"]?.commit).toBe(`${git("rev-parse", "HEAD")}+`);
  });

  it("runs again what passed with uncommitted changes, what is asked for by name, and what no commit is known of", async () => {
    expect([...(await runParts([part("b")], false, site())).ran]).toEqual(["b"]);
    expect([...(await runParts([part("a")], true, site())).ran]).toEqual(["a"]);
    const runs = readRuns(site().record);
    writeFileSync(
      site().record,
      JSON.stringify({ ...runs, c: { ...runs["c"], commit: "0".repeat(39) + "1" } }),
    );
    expect([...(await runParts([part("c")], false, site())).ran]).toEqual(["c"]);
  });

  it("runs again what reads a changed file, or uses images of which one is affected", async () => {
    commit("words");
    await runParts([part("a"), part("c", { usesImages: false })], true, site());
    rmSync(join(root, JDK));
    writeFileSync(join(root, JDK), "FROM other");
    const changed = await runParts([part("a"), part("c", { usesImages: false })], false, site());
    expect([[...changed.ran], [...changed.untouched]]).toEqual([["a"], ["c"]]);
    writeFileSync(join(root, "harness/plan.ts"), "export {};");
    expect([...(await runParts([part("c", { usesImages: false })], false, site())).ran]).toEqual(["c"]);
  });

  it("does not note a part that was interrupted", async () => {
    rmSync(site().record);
    const controller = new AbortController();
    const interrupted = runParts([part("a", { commands: ["sleep 0.2"] }), part("b")], false, {
      ...site(),
      signal: controller.signal,
    });
    controller.abort();
    expect(await interrupted).toEqual({ ran: new Set(), untouched: new Set(), runs: {} });
  });

  it("takes a record that cannot be read for none", () => {
    writeFileSync(site().record, '{ "a":');
    expect(readRuns(site().record)).toEqual({});
  });

  it("ends with what ran at which commit, and what did not", () => {
    const at = { commit: "2aa9e5e0123456789", minutes: 32.14 };
    const runs = {
      images: { ...at, passed: true },
      bake: { commit: "1f2e3d4c5b6a7980+", minutes: 4, passed: false },
      mirror: { ...at, passed: true },
    };
    const parts = ["images", "bake", "mirror", "fleet"].map((name) => part(name));
    const lines = summaryOf(parts, runs, { ran: new Set(["bake"]), untouched: new Set(["images"]) });
    expect(lines).toEqual([
      "part    result   commit       minutes",
      "images  passed   2aa9e5e012      32.1  left out: nothing that it reads has changed since",
      "bake    failed   1f2e3d4c5b+      4.0",
      "mirror  passed   2aa9e5e012      32.1  not run now",
      "fleet   not run  -                  -",
    ]);
  });
});
