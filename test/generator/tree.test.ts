import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { findings } from "../../src/advise/advise";
import { warnings } from "../../src/advise/warnings";
import { KNOWLEDGE } from "../../src/model/knowledge";
import type { RenderedFile } from "../../src/render/file";
import { writeTree } from "../../src/synthesize/write-tree";
import { fixtureProject, fixtureTree } from "../fixture-project/fixture-project";
import { ROOT } from "./fixture";

const TREE = fixtureTree();

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), "tree-"));
  folders.push(folder);
  return folder;
}

/** The files of a folder by path, with what matters of their mode. */
function contents(root: string, folder: string): Map<string, string> {
  const paths = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  const files = paths.filter((path) => statSync(join(root, folder, path)).isFile()).sort();
  return new Map(files.map((path) => [`${folder}/${path}`, readFileSync(join(root, folder, path), "utf8")]));
}

/** A project with the fixture's matrix that `projen` can run in. */
function project(): string {
  const root = temporary();
  const code = [".projenrc.ts", ".projen", "schema", "src", "templates", "tools", "compatibility"];
  for (const name of [...code, "package.json", "tsconfig.json", "README.md"])
    cpSync(join(ROOT, name), join(root, name), { recursive: true });
  for (const name of ["matrix.json", "lock.json", "docker", "deploy", "THIRD-PARTY-LICENSES.md"])
    cpSync(join(TREE, name), join(root, name), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(root, "node_modules"));
  return root;
}

function projen(root: string, options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}) {
  const { cwd = root, env = {} } = options;
  const result = spawnSync(process.execPath, [join(root, "node_modules/projen/bin/projen")], {
    cwd,
    env: { PATH: process.env["PATH"], ...env },
    encoding: "utf8",
  });
  return { status: result.status, output: result.stdout + result.stderr };
}

describe("npx projen", () => {
  it("changes nothing on an unchanged tree", () => {
    const root = project();
    projen(root);
    const everything = () => [
      contents(root, "docker"),
      contents(root, "deploy"),
      contents(root, ".projen"),
      modified(root),
      ...documents(root),
    ];
    const before = everything();
    const { status } = projen(root);
    expect([status, ...everything()]).toEqual([0, ...before]);
  });

  it("makes the same tree under another time zone, locale, umask, user and working directory", () => {
    const root = project();
    for (const folder of ["docker", "deploy"]) rmSync(join(root, folder), { recursive: true });
    const env = {
      TZ: "Pacific/Kiritimati",
      LANG: "tr_TR.UTF-8",
      LC_ALL: "tr_TR.UTF-8",
      HOME: "/nonexistent",
      USER: "someone",
    };
    const { status } = projen(root, { cwd: join(root, "src"), env });
    expect([status, contents(root, "docker")]).toEqual([0, contents(TREE, "docker")]);
    expect(contents(root, "deploy")).toEqual(contents(TREE, "deploy"));
  });

  it("removes the files and folders of a Spark that is taken out of the matrix, and leaves files that are not generated", () => {
    const root = project();
    const matrix = JSON.parse(readFileSync(join(root, "matrix.json"), "utf8")) as { spark: string[] };
    writeFileSync(
      join(root, "matrix.json"),
      JSON.stringify({ ...matrix, spark: matrix.spark.filter((version) => version !== "4.1.0") }),
    );
    writeFileSync(join(root, "docker/docker-intermediate/spark-4.1.0-core/notes.txt"), "mine\n");
    const { status } = projen(root);
    expect(status).toBe(0);
    expect([...contents(root, "docker").keys()].filter((path) => path.includes("4.1.0"))).toEqual([
      "docker/docker-intermediate/spark-4.1.0-core/notes.txt",
    ]);
    expect(existsSync(join(root, "docker/runtime/spark-4.1.0-jdk17"))).toBe(false);
    expect(existsSync(join(root, "deploy/runtimes/spark-4.1.0-jdk17"))).toBe(false);
  });

  it("says each time what ought to be known of the images, and succeeds", () => {
    const root = project();
    const lines = warnings(findings(fixtureProject(), KNOWLEDGE));
    expect(lines.length).toBeGreaterThan(3);
    const first = projen(root);
    const second = projen(root);
    const expected = ["default | node tools/synth.js", ...lines].map((line) => `👾 ${line}\n`).join("");
    expect([first.status, second]).toEqual([0, { status: 0, output: expected }]);
  });

  it("touches no file when the matrix is wrong, says why in one line each and fails", () => {
    const root = project();
    const text = readFileSync(join(root, "matrix.json"), "utf8");
    writeFileSync(
      join(root, "matrix.json"),
      text.replace('"jdbc"', '"jbdc"').replace('"4.1.0", ', '"4.1.0", "4.1.0", '),
    );
    const [before, times] = [contents(root, "docker"), modified(root)];
    const { status, output } = projen(root);
    expect([status, contents(root, "docker"), modified(root)]).toEqual([1, before, times]);
    expect(output).toContain('matrix.json:33:40 $.spark[3]: found "4.1.0" a second time; ');
    expect(output).toContain('$.jbdc: found the unknown key "jbdc"; ');
    expect(output).toContain("2 problems, nothing was written:\n");
    expect(output).not.toMatch(/^ +at /m);
  });

  it("still starts when a generated file has merge conflicts, and writes it anew", () => {
    const root = project();
    const path = "docker/docker-base/jdk-17/Dockerfile";
    rmSync(join(root, path));
    writeFileSync(join(root, path), "<<<<<<< HEAD\n");
    expect(projen(root).status).toBe(0);
    expect(contents(root, "docker")).toEqual(contents(TREE, "docker"));
  });
});

function documents(root: string): string[] {
  return ["README.md", "THIRD-PARTY-LICENSES.md"].map((name) => readFileSync(join(root, name), "utf8"));
}

function modified(root: string): Map<string, number> {
  const paths = readdirSync(join(root, "docker"), { recursive: true, encoding: "utf8" });
  return new Map(paths.map((path) => [path, statSync(join(root, "docker", path)).mtimeMs]));
}

describe("writing a tree", () => {
  const file = (path: string, content: string, executable = false): RenderedFile => ({
    path,
    content,
    executable,
  });
  const marked = "# by `npx projen`: do not edit\n";

  it("makes files read-only, and scripts such that they can be run", () => {
    const root = temporary();
    writeTree(root, [file("docker/a/Dockerfile", marked), file("docker/a/test.sh", marked, true)]);
    const mode = (path: string): string => (statSync(join(root, path)).mode & 0o777).toString(8);
    expect([mode("docker/a/Dockerfile"), mode("docker/a/test.sh")]).toEqual(["444", "555"]);
  });

  it("writes only what differs, also for root, who may write read-only files", () => {
    const root = temporary();
    const files = [file("docker/a", `${marked}1\n`), file("docker/b", `${marked}1\n`)];
    expect(writeTree(root, files).written).toEqual(["docker/a", "docker/b"]);
    expect(writeTree(root, [file("docker/a", `${marked}2\n`), files[1] ?? file("", "")])).toEqual({
      written: ["docker/a"],
      removed: [],
    });
  });

  it("leaves the file that is right as it was, its time and its inode with it", () => {
    const root = temporary();
    const files = [file("docker/a", marked), file("docker/b/c", marked)];
    writeTree(root, files);
    const status = () => files.map(({ path }) => statSync(join(root, path))).map((s) => [s.ino, s.mtimeMs]);
    const before = status();
    expect([writeTree(root, files), status()]).toEqual([{ written: [], removed: [] }, before]);
  });

  it("gives everybody the right to read, whatever the umask", () => {
    const root = temporary();
    const before = process.umask(0o077);
    try {
      writeTree(root, [file("docker/a", marked, true)]);
    } finally {
      process.umask(before);
    }
    expect((statSync(join(root, "docker/a")).mode & 0o777).toString(8)).toBe("555");
  });

  it("puts the file in the place of what an interrupted run left", () => {
    const root = temporary();
    writeTree(root, [file("docker/a", marked)]);
    writeFileSync(join(root, "docker/b.new"), "half of");
    writeTree(root, [file("docker/a", marked), file("docker/b", marked)]);
    expect([...contents(root, "docker")]).toEqual([
      ["docker/a", marked],
      ["docker/b", marked],
    ]);
  });

  it("removes what it wrote and no longer writes, and no file without its mark", () => {
    const root = temporary();
    writeTree(root, [file("docker/old/Dockerfile", marked), file("docker/new/Dockerfile", marked)]);
    writeFileSync(join(root, "docker/mine.txt"), "mine\n");
    expect(writeTree(root, [file("docker/new/Dockerfile", marked)]).removed).toEqual([
      "docker/old/Dockerfile",
    ]);
    expect(readdirSync(join(root, "docker")).sort()).toEqual(["mine.txt", "new"]);
  });

  it("replaces a link by the file and leaves alone what the link led to", () => {
    const root = temporary();
    writeFileSync(join(root, "elsewhere"), "precious\n");
    writeTree(root, [file("docker/a", marked)]);
    rmSync(join(root, "docker/a"));
    symlinkSync(join(root, "elsewhere"), join(root, "docker/a"));
    writeTree(root, [file("docker/a", marked)]);
    expect([
      readFileSync(join(root, "elsewhere"), "utf8"),
      readFileSync(join(root, "docker/a"), "utf8"),
    ]).toEqual(["precious\n", marked]);
  });
});
