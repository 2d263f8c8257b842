import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readBakeBlocks } from "../../commands/affected/bake-blocks";
import { type Changes, changesOf, changesSince } from "../../commands/affected/changes";
import { parseCommandLine } from "../../commands/affected/command-line";
import { affectedTargets, stagesOf } from "../../commands/affected/select";
import { bakeTargets } from "../../src/resolve/bake-targets";
import { fixtureFiles, fixtureProject, fixtureTree } from "../fixture-project/fixture-project";

const PROJECT = fixtureTree();
const targets = bakeTargets(fixtureProject());
const bakeFile = fixtureFiles().get("docker-bake.hcl") ?? "";
const FETCH = "docker/docker-intermediate/jdbc-drivers/fetch.sh";
const JDBC = [
  "jdbc-drivers",
  "spark-3_5_7-jdk17",
  "spark-3_5_8-jdk17",
  "spark-4_1_0-jdk17",
  "spark-4_1_1-jdk17",
  "spark-4_1_1-jdk17-gpu",
];

function affected(changes: Partial<Changes>): readonly string[] {
  const all = { paths: [], earlierBakeFile: bakeFile, bakeFile, ...changes };
  return affectedTargets(targets, all).map(({ name }) => name);
}

describe("the targets that a change affects", () => {
  it("are those of the folder it is in, and those that are made of them, parents first", () => {
    expect(affected({ paths: [FETCH] })).toEqual(JDBC);
  });

  it("are none for files that no image is built from", () => {
    expect(
      affected({ paths: ["README.md", "docker", "docker/docker-intermediate/jdbc-drivers-old/fetch.sh"] }),
    ).toEqual([]);
  });

  it("are those whose text in the bake file differs, also where no file of theirs does", () => {
    const earlier = bakeFile.replace(
      'context     = "docker/docker-intermediate/jdbc-drivers"',
      'context     = "elsewhere"',
    );
    expect(earlier).not.toBe(bakeFile);
    expect(affected({ earlierBakeFile: earlier })).toEqual(JDBC);
  });

  it("are all where what all targets share differs, and where there is no earlier state or bake file", () => {
    const all = targets.map(({ name }) => name);
    expect(
      affected({ earlierBakeFile: bakeFile.replace('default     = "max"', 'default     = "min"') }),
    ).toEqual(all);
    expect(affected({ earlierBakeFile: "" })).toEqual(all);
    expect(affected({ earlierBakeFile: undefined })).toEqual(all);
    expect(affected({ paths: undefined })).toEqual(all);
  });

  it("are not changed by a target or a group that another image adds or takes away", () => {
    const without = bakeFile
      .replace(/^target "spark-3_5_7-jdk17" \{\n[\s\S]*?^\}\n\n?/m, "")
      .replaceAll('    "spark-3_5_7-jdk17",\n', "");
    expect(affected({ earlierBakeFile: without })).toEqual(["spark-3_5_7-jdk17"]);
    expect(readBakeBlocks(without).common).toBe(readBakeBlocks(bakeFile).common);
  });

  it("are each a block of the bake file", () => {
    expect([...readBakeBlocks(bakeFile).targets.keys()].toSorted()).toEqual(
      targets.map(({ name }) => name).toSorted(),
    );
  });
});

describe("the stages of jobs", () => {
  it("need nothing but earlier stages, and there are as many as the graph has", () => {
    const stages = stagesOf(targets, targets.slice(1), 256);
    const stageOf = new Map(stages.flatMap((jobs, stage) => jobs.map((name) => [name, stage] as const)));
    for (const { name, parents } of targets.slice(1))
      for (const parent of parents.filter((one) => one !== targets[0]))
        expect(stageOf.get(parent.name), `${name} needs ${parent.name}`).toBeLessThan(stageOf.get(name) ?? 0);
    expect(stagesOf(targets, [], 256)).toEqual([[], [], []]);
  });

  it("have at most as many jobs as was asked for, and no target twice or left out", () => {
    const stages = stagesOf(targets, targets, 4);
    expect(stages.every((jobs) => jobs.length <= 4)).toBe(true);
    const names = stages.flatMap((jobs) => jobs.flatMap((job) => job.split(" ")));
    expect(names.toSorted()).toEqual(targets.map(({ name }) => name).toSorted());
  });
});

describe("what git says", () => {
  let root = "";
  const git = (...words: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...words], { cwd: root });
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "affected-"));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(root, { recursive: true });
  });

  function commit(): void {
    git("add", "--all");
    git("commit", "--quiet", "--message", "x", "--allow-empty");
  }

  it("is what a branch has changed, removed, added and not committed since it left another, not what the other has", async () => {
    git("init", "--quiet", "--initial-branch", "main");
    write("docker-bake.hcl", "earlier\n");
    for (const path of ["a/kept", "a/changed", "a/removed"]) write(path, "x");
    commit();
    git("switch", "--quiet", "--create", "work");
    git("switch", "--quiet", "main");
    write("a/of-main", "x");
    commit();
    git("switch", "--quiet", "work");
    write("a/changed", "y");
    rmSync(join(root, "a/removed"));
    commit();
    write("docker-bake.hcl", "now\n");
    write("b/ä new", "x");
    const { paths, ...files } = await changesSince(root, "main");
    expect(paths?.toSorted()).toEqual(["a/changed", "a/removed", "b/ä new", "docker-bake.hcl"]);
    expect(files).toEqual({ earlierBakeFile: "earlier\n", bakeFile: "now\n" });
  });

  it("is from the project's folder, where that is not the repository's", async () => {
    git("init", "--quiet");
    write("project/a", "x");
    write("b", "x");
    commit();
    write("project/a", "y");
    write("b", "y");
    const changes = await changesSince(join(root, "project"), "HEAD");
    expect(changes).toEqual({ paths: ["a"], earlierBakeFile: "", bakeFile: "" });
  });

  it("is that everything is new, for the commit of zeros of a new branch", async () => {
    expect((await changesSince(root, "0".repeat(40))).paths).toBeUndefined();
  });

  it("is refused in one line where there is no repository, no such commit, or no git", async () => {
    await expect(changesSince(root, "main")).rejects.toThrow(
      /^found no git repository in \S+; fix: .*--changed\.$/,
    );
    git("init", "--quiet");
    commit();
    await expect(changesSince(root, "--all")).rejects.toThrow(
      /^BASE: found "--all", which git does not know; allowed: a branch, .*; fix: git fetch .*\.$/,
    );
    vi.stubEnv("PATH", "/nowhere");
    await expect(changesSince(root, "HEAD")).rejects.toThrow(
      /^The command "git" is not on this machine: [^\n]+$/,
    );
  });
});

describe("files that are named", () => {
  it("are in the project's folder, however they are written", () => {
    expect(changesOf(PROJECT, [`./${FETCH}`, "docs/../README.md"]).paths).toEqual([FETCH, "README.md"]);
  });

  it("affect every image where the bake file is among them, since what it was is not known", () => {
    expect(changesOf(PROJECT, ["docker-bake.hcl"]).earlierBakeFile).toBeUndefined();
    expect(changesOf(PROJECT, [FETCH]).earlierBakeFile).toBe(changesOf(PROJECT, [FETCH]).bakeFile);
  });

  it("are refused outside of it, each in a line", () => {
    expect(() => changesOf(PROJECT, ["../x", FETCH, "/etc/passwd", ""])).toThrow(
      ["../x", "/etc/passwd", ""]
        .map((path) => `--changed: found "${path}", allowed: a path in the project's folder, from there.`)
        .join("\n"),
    );
  });
});

describe("the arguments of npx projen affected", () => {
  it("are a base or files", () => {
    expect(parseCommandLine(["main", "--jobs", "8"])).toMatchObject({ base: "main", changed: [], jobs: 8 });
    expect(parseCommandLine(["--changed", "a", "--changed=b"])).toMatchObject({
      base: undefined,
      changed: ["a", "b"],
    });
  });

  it.each([
    [[], "found 0 of BASE and 0 of --changed"],
    [["a", "b"], "found 2 of BASE and 0 of --changed"],
    [["a", "--changed", "b"], "found 1 of BASE and 1 of --changed"],
    [["a", "--jobs", "0"], '--jobs: found "0"'],
    [["a", "--jobs", "257"], '--jobs: found "257"'],
  ])("%j are refused, with what is allowed", (args, message) => {
    expect(() => parseCommandLine(args)).toThrow(message);
  });
});
