import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { generateProject } from "../../src/synthesize/generate-project";
import { GitProject } from "./git-project";

const JDK = "docker/docker-base/jdk-17/Dockerfile";
const TEST = "docker/docker-base/jdk-17/test.sh";
const BELONGS = "make the change in matrix.json, lock.json or templates/jdk.Dockerfile.hbs";
const WAY_ON = "Then, or to drop the edits: OVERWRITE=1 npx projen";
const WROTE = `wrote ${JDK}`;

const projects: GitProject[] = [];
afterEach(() => {
  vi.unstubAllEnvs();
  for (const project of projects.splice(0)) project.remove();
});

function made(hasGit = true): GitProject {
  const project = new GitProject(hasGit);
  projects.push(project);
  return project;
}

/** What `npx projen` says to a user who may not write what is there. */
function synthWithoutRights({ root }: GitProject): string {
  const script = join(__dirname, "synth-without-rights.ts");
  return execFileSync(process.execPath, ["--require", "tsx/cjs", script, root], { encoding: "utf8" });
}

describe("npx projen, where a person edited a generated file", () => {
  it.each([true, false])("writes nothing, shows the edit and says how to go on; with git: %s", (hasGit) => {
    const project = made(hasGit);
    project.append(JDK, "# mine\n");
    project.append("templates/python.Dockerfile.hbs", "# more\n");
    const before = project.everything();
    expect(project.synth()).toEqual([
      "A person edited a generated file; nothing was written:",
      `${JDK}: ${BELONGS}`,
      WAY_ON,
      "",
      `--- a/${JDK}`,
      `+++ b/${JDK}`,
      expect.stringMatching(/^@@ /),
      " USER 185:0",
      ' ENTRYPOINT ["/usr/bin/tini", "--"]',
      ' CMD ["java", "-version"]',
      "-# mine",
    ]);
    expect(project.everything()).toEqual(before);
  });

  it("overwrites it when told to", () => {
    const project = made();
    project.append(JDK, "# mine\n");
    vi.stubEnv("OVERWRITE", "1");
    expect([project.synth(), project.git("status", "--porcelain")]).toEqual([[WROTE], ""]);
  });

  it.each<readonly [string, (project: GitProject) => void, string]>([
    ["of projen's", (p) => p.append(".gitignore", "*.mine\n"), ".gitignore: make the change in .projenrc.ts"],
    [
      "that is in a region of the README",
      (p) => p.write("README.md", p.read("README.md").replace("flowchart LR", "flowchart TB")),
      "README.md: make the change in templates/readme.images.md.hbs",
    ],
    [
      "that is no longer generated",
      (p) => p.write("docker/own/Dockerfile", p.read(JDK)),
      "docker/own/Dockerfile: it would be removed; to keep it, take its line with `npx projen` out of it",
    ],
    [
      "that is a link now",
      (p) => {
        rmSync(join(p.root, JDK));
        symlinkSync("test.sh", join(p.root, JDK));
      },
      `${JDK}: ${BELONGS}`,
    ],
    [
      "that was written after the last commit",
      (p) => {
        p.append("templates/jdk.Dockerfile.hbs", "# more\n");
        p.synth();
        p.append(JDK, "# mine\n");
      },
      `${JDK}: ${BELONGS}`,
    ],
  ])("stops for a file %s", (_what, edit, line) => {
    const project = made();
    edit(project);
    expect(project.synth().slice(0, 3)).toEqual([
      "A person edited a generated file; nothing was written:",
      line,
      WAY_ON,
    ]);
  });

  it("stops where git does not answer and no run is known of, which could hide an edit", () => {
    const project = made();
    rmSync(join(project.root, ".git"), { recursive: true });
    mkdirSync(join(project.root, ".git"));
    project.append(JDK, "# mine\n");
    expect(project.synth()).toEqual([
      `git does not answer here (git status says why), so ${JDK} may hold an edit that nothing else has; nothing was written. Make git answer, or drop what is there: OVERWRITE=1 npx projen`,
    ]);
  });

  it("stops for a person's own file where one is to be generated for the first time", () => {
    const project = made(false);
    rmSync(join(project.root, "node_modules"), { recursive: true });
    project.write(JDK, "FROM scratch\n");
    expect(project.synth()[1]).toBe(`${JDK}: ${BELONGS}`);
  });

  it.each<readonly [string, (project: GitProject) => void, readonly string[]]>([
    [
      "what was written last and is in no commit",
      (p) => {
        p.append("templates/jdk.Dockerfile.hbs", "# more\n");
        p.synth();
        p.append("templates/jdk.Dockerfile.hbs", "# and more\n");
      },
      [WROTE],
    ],
    [
      "a commit's text again, after another was written",
      (p) => {
        p.append("templates/jdk.Dockerfile.hbs", "# more\n");
        p.synth();
        p.git("checkout", "--quiet", "--", JDK);
      },
      [WROTE],
    ],
    [
      "a text with the line ends of a checkout",
      (p) => p.write(JDK, p.read(JDK).replaceAll("\n", "\r\n")),
      [WROTE],
    ],
    ["a text with markers of a conflict", (p) => p.append(JDK, "<<<<<<< HEAD\n"), [WROTE]],
    ["a deleted file", (p) => rmSync(join(p.root, JDK)), [WROTE]],
    ["a lost run bit", (p) => chmodSync(join(p.root, TEST), 0o644), [`set the run bit of ${TEST} right`]],
    [
      "an edit that is staged, and names it",
      (p) => {
        p.append(JDK, "# mine\n");
        p.git("add", JDK);
      },
      [`${JDK}: a person edited it and staged it; it is replaced: ${BELONGS}`, WROTE],
    ],
    [
      "an edit that is committed, and names it",
      (p) => {
        p.append(JDK, "# mine\n");
        p.commit();
      },
      [`${JDK}: a person edited it in commit …; it is replaced: ${BELONGS}`, WROTE],
    ],
  ])("replaces %s", (_what, change, lines) => {
    const project = made();
    change(project);
    const said = project.synth().map((line) => line.replace(/ in commit [0-9a-f]{10}/, " in commit …"));
    expect([said, project.check().exitCode]).toEqual([lines, 0]);
  });

  it("heals a merge in progress, also where a person has taken the markers out", () => {
    const project = made();
    project.git("checkout", "--quiet", "-b", "side");
    project.append("templates/jdk.Dockerfile.hbs", "# side\n");
    project.synth();
    project.commit();
    project.git("checkout", "--quiet", "-");
    project.append("templates/jdk.Dockerfile.hbs", "# main\n");
    project.synth();
    project.commit();
    expect(() => project.git("merge", "--quiet", "side")).toThrow("merge --quiet side");
    project.write(
      "templates/jdk.Dockerfile.hbs",
      project.read("templates/jdk.Dockerfile.hbs").replaceAll(/^[<=>]{7}.*\n/gm, ""),
    );
    expect(project.synth()).toEqual([WROTE]);
    project.write(JDK, "# resolved by hand\n");
    expect(project.synth()).toEqual([WROTE]);
  });

  it("keeps what it needs to know in no file that git sees", () => {
    const project = made();
    project.append("templates/jdk.Dockerfile.hbs", "# more\n");
    project.synth();
    expect(project.git("status", "--porcelain").split("\n")).toEqual([
      ` M ${JDK}`,
      " M templates/jdk.Dockerfile.hbs",
      "",
    ]);
  });
});

describe("npx projen", () => {
  it("says nothing of files of which only the mode is that of a clone, and makes them read-only", () => {
    const project = made();
    chmodSync(join(project.root, JDK), 0o644);
    chmodSync(join(project.root, TEST), 0o755);
    expect(project.synth()).toEqual([]);
    const mode = (path: string): string => (lstatSync(join(project.root, path)).mode & 0o777).toString(8);
    expect([mode(JDK), mode(TEST)]).toEqual(["444", "555"]);
  });

  it("writes nothing where a folder cannot be written, and says which and why", () => {
    const project = made();
    project.append("templates/jdk.Dockerfile.hbs", "# more\n");
    chmodSync(join(project.root, "docker/docker-base/jdk-17"), 0o555);
    const before = project.everything();
    expect(synthWithoutRights(project)).toBe(
      `Refused: ${JDK} cannot be written into docker/docker-base/jdk-17 (EACCES: permission denied); nothing was written.\n`,
    );
    expect(project.everything()).toEqual(before);
  });

  it("succeeds where nothing can be written and nothing has to be", () => {
    const project = made();
    const before = project.everything();
    expect(synthWithoutRights(project)).toBe("");
    expect(project.everything()).toEqual(before);
  });

  it.each<readonly [string, (project: GitProject) => void, string]>([
    [
      "a folder is where a file belongs",
      (p) => {
        rmSync(join(p.root, JDK));
        mkdirSync(join(p.root, JDK));
      },
      `${JDK}: found no file but a folder or the like, where a file is generated; move it away. Nothing was written.`,
    ],
    [
      "a file is where a folder belongs",
      (p) => {
        rmSync(join(p.root, "docker/docker-base/jdk-17"), { recursive: true });
        p.write("docker/docker-base/jdk-17", "");
      },
      `docker/docker-base/jdk-17: found a file, where a folder is needed for ${JDK}; move it away. Nothing was written.`,
    ],
  ])("writes nothing where %s", (_what, change, line) => {
    const project = made();
    change(project);
    project.append("templates/python.Dockerfile.hbs", "# more\n");
    const before = project.everything();
    expect([project.synth(), project.everything()]).toEqual([[line], before]);
  });
});

describe("npx projen generate", () => {
  it("keeps an edit of what it wrote, and overwrites it when told to", () => {
    const project = made(false);
    const out = join(project.root, "out");
    const generate = () => generateProject(project.root, ".", out).written;
    generate();
    chmodSync(join(out, JDK), 0o644);
    writeFileSync(join(out, JDK), "# mine\n");
    expect(generate).toThrow("A person edited a generated file; nothing was written:\n");
    expect(readFileSync(join(out, JDK), "utf8")).toBe("# mine\n");
    vi.stubEnv("OVERWRITE", "1");
    expect(generate()).toEqual([JDK]);
  });

  it("says where it cannot make its folder", () => {
    const project = made(false);
    project.write("out", "");
    const out = join(project.root, "out/of/reach");
    expect(() => generateProject(project.root, ".", out)).toThrow(
      `${out} cannot be made (ENOTDIR: not a directory); nothing was written.`,
    );
    expect(existsSync(out)).toBe(false);
  });
});
