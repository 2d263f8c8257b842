import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { GitProject } from "./git-project";

const JDK = "docker/docker-base/jdk-17/Dockerfile";
const TEST = "docker/docker-base/jdk-17/test.sh";
const DRIVERS = "docker/docker-intermediate/jdbc-drivers/Dockerfile";
const MEND = "To mend it: npx projen, which stops before it overwrites an edit that nothing else has.";

const projects: GitProject[] = [];
afterEach(() => {
  for (const project of projects.splice(0)) project.remove();
});

function made(hasGit = true): GitProject {
  const project = new GitProject(hasGit);
  projects.push(project);
  return project;
}

/** Changes that a check finds in one file, and its line. */
const changes: readonly (readonly [string, (project: GitProject) => void, string])[] = [
  ["an edit", (p) => p.append(JDK, "# mine\n"), `changed  ${JDK}: a person edited it`],
  [
    "an edit that is staged",
    (p) => {
      p.append(JDK, "# mine\n");
      p.git("add", JDK);
    },
    `changed  ${JDK}: a person edited it and staged it`,
  ],
  [
    "an edit that is committed",
    (p) => {
      p.append(JDK, "# mine\n");
      p.commit();
    },
    `changed  ${JDK}: a person edited it in commit …`,
  ],
  [
    "an edit that is committed, and the data of other files after it",
    (p) => {
      p.append(JDK, "# mine\n");
      p.commit();
      p.matrix(({ matrix }) => (matrix.workflow = false));
      p.commit();
    },
    `changed  ${JDK}: a person edited it in commit …`,
  ],
  [
    "a template",
    (p) => p.append("templates/jdk.Dockerfile.hbs", "# more\n"),
    `changed  ${JDK}: a template changed (templates/jdk.Dockerfile.hbs)`,
  ],
  [
    "a template that is committed",
    (p) => {
      p.append("templates/jdk.Dockerfile.hbs", "# more\n");
      p.commit();
    },
    `changed  ${JDK}: a template changed (templates/jdk.Dockerfile.hbs)`,
  ],
  [
    "a template that is staged with what it gave before",
    (p) => {
      p.append("templates/jdk.Dockerfile.hbs", "# more\n");
      p.synth();
      p.git("add", "--all");
      p.append("templates/jdk.Dockerfile.hbs", "# and more\n");
    },
    `changed  ${JDK}: a template changed (templates/jdk.Dockerfile.hbs)`,
  ],
  [
    "a template that changed again after it was written",
    (p) => {
      p.append("templates/jdk.Dockerfile.hbs", "# more\n");
      p.synth();
      p.append("templates/jdk.Dockerfile.hbs", "# and more\n");
    },
    `changed  ${JDK}: a template changed (templates/jdk.Dockerfile.hbs)`,
  ],
  ["a deleted file", (p) => rmSync(join(p.root, JDK)), `missing  ${JDK}: a person deleted it`],
  [
    "a lost run bit",
    (p) => chmodSync(join(p.root, TEST), 0o644),
    `run bit lost  ${TEST}: a person changed the mode of it`,
  ],
  [
    "an added run bit",
    (p) => chmodSync(join(p.root, JDK), 0o755),
    `run bit added  ${JDK}: a person changed the mode of it`,
  ],
  [
    "a folder in the place of a file",
    (p) => {
      rmSync(join(p.root, JDK));
      mkdirSync(join(p.root, JDK));
    },
    `no file  ${JDK}: a person replaced it`,
  ],
  [
    "a link in the place of a file",
    (p) => {
      rmSync(join(p.root, JDK));
      symlinkSync("test.sh", join(p.root, JDK));
    },
    `a link  ${JDK}: a person replaced it`,
  ],
  [
    "a generated file under another name",
    (p) => p.write("docker/own/Dockerfile", p.read(JDK)),
    "no longer generated  docker/own/Dockerfile: a person edited it",
  ],
  [
    "an edit in a region of the README",
    (p) => p.write("README.md", p.read("README.md").replace("flowchart LR", "flowchart TB")),
    "changed  README.md: a person edited it",
  ],
  [
    "a file of projen's",
    (p) => p.append(".gitignore", "*.mine\n"),
    "changed  .gitignore: a person edited it",
  ],
  [
    "markers of a conflict",
    (p) => p.append(JDK, "<<<<<<< HEAD\n"),
    `changed  ${JDK}: git merged it, and npx projen has not run since`,
  ],
  [
    "the line ends of a checkout",
    (p) => p.write(JDK, p.read(JDK).replaceAll("\n", "\r\n")),
    `line ends  ${JDK} ends its lines with CRLF instead of LF: a checkout with git's core.autocrlf, or an editor, made it so`,
  ],
];

describe("npx projen check", () => {
  it("says in one line that all files are as they are generated, and exits with 0", () => {
    const { exitCode, lines, diffs } = made().check();
    expect([exitCode, lines, diffs]).toEqual([
      0,
      [expect.stringMatching(/^\d+ files are as matrix\.json, lock\.json and the templates give them\.$/)],
      "",
    ]);
  });

  it.each(changes)("finds %s, says why, and exits with 1", (_what, change, line) => {
    const project = made();
    change(project);
    const { exitCode, lines } = project.check();
    expect([exitCode, lines]).toEqual([1, ["1 file is not as generated; nothing was written:", line, MEND]]);
  });

  it.each([
    ["the README around its regions", (p: GitProject) => p.append("README.md", "more\n")],
    ["a file that is nobody's", (p: GitProject) => p.write("docker/notes.txt", "mine\n")],
    ["the modes of a clone", (p: GitProject) => chmodSync(join(p.root, JDK), 0o644)],
    ["the modes of a clone for oneself", (p: GitProject) => chmodSync(join(p.root, TEST), 0o700)],
  ])("finds nothing wrong with %s", (_what, change) => {
    const project = made();
    change(project);
    expect(project.check().exitCode).toBe(0);
  });

  it("shows what npx projen would do as a unified diff", () => {
    const project = made();
    project.append(JDK, "# mine\n");
    expect(project.check().diffs.split("\n")).toEqual([
      `--- a/${JDK}`,
      `+++ b/${JDK}`,
      expect.stringMatching(/^@@ -\d+,4 \+\d+,3 @@$/),
      " USER 185:0",
      ' ENTRYPOINT ["/usr/bin/tini", "--"]',
      ' CMD ["java", "-version"]',
      "-# mine",
    ]);
  });

  it.each(["uncommitted", "committed"])("tells by which change each file is another: %s", (state) => {
    const project = made();
    project.matrix(({ matrix, lock }) => {
      matrix.spark = ["4.1.1", "4.1.2"];
      matrix.jdbc = { postgresql: "42.7.2" };
      lock.jars["org.postgresql:postgresql:42.7.2"] = {
        ...lock.jars["org.postgresql:postgresql:42.7.1"],
        file: "postgresql-42.7.2.jar",
      };
    });
    project.append("templates/python.Dockerfile.hbs", "# more\n");
    if (state === "committed") project.commit();
    project.append(JDK, "# mine\n");
    const { lines } = project.check();
    const data = "the data moved on (lock.json, matrix.json)";
    expect(lines).toContain(`changed              ${JDK}: a person edited it`);
    expect(lines).toContain(`changed              ${DRIVERS}: ${data}`);
    expect(lines).toContain(`changed              README.md: ${data}`);
    expect(lines).toContain(
      "changed              docker/docker-base/python-3.10/Dockerfile: a template changed (templates/python.Dockerfile.hbs)",
    );
    expect(lines).toContain(
      `missing              docker/docker-intermediate/spark-4.1.2-core/Dockerfile: ${data}`,
    );
    expect(lines).toContain(
      `no longer generated  docker/docker-intermediate/spark-3.5.8-core/Dockerfile: ${data}`,
    );
    expect(lines.slice(1, -1).filter((line) => !/person|data|template/.test(line))).toEqual([]);
  });

  it.each(["uncommitted", "committed"])(
    "says that the generator changed where neither data nor templates explain a file: %s",
    (state) => {
      const project = made();
      project.append(JDK, "# as the generator gave it once\n");
      project.git("commit", "--quiet", "--all", "--amend", "--no-edit");
      project.append(".projenrc.ts", "// another generator\n");
      if (state === "committed") project.commit();
      expect(project.check().lines[1]).toBe(`changed  ${JDK}: the generator changed (.projenrc.ts)`);
    },
  );

  it("does not name a person where the history is cut off", () => {
    const project = made();
    project.append(JDK, "# mine\n");
    project.commit();
    const clone = `${project.root}-clone`;
    project.git("clone", "--quiet", "--depth=1", `file://${project.root}`, clone);
    rmSync(project.root, { recursive: true });
    renameSync(clone, project.root);
    expect(project.check().lines[1]).toBe(
      `changed  ${JDK}: the cause is not known: git's history does not reach back to its last change`,
    );
  });

  it("names the merge that gave a file what no side had", () => {
    const project = made();
    project.git("checkout", "--quiet", "-b", "side");
    project.matrix(({ matrix }) => (matrix.images.tag = "side"));
    project.synth();
    project.commit();
    project.git("checkout", "--quiet", "-");
    project.append("templates/jdk.Dockerfile.hbs", "# more\n");
    project.synth();
    project.commit();
    project.git("merge", "--quiet", "--no-commit", "side");
    project.append(JDK, "# merged\n");
    project.commit();
    expect(project.check().lines[1]).toBe(
      `changed  ${JDK}: git merged it in commit …, and npx projen has not run since`,
    );
  });

  it.each([
    ["an edit", (p: GitProject) => p.append(JDK, "# mine\n"), "a person edited it"],
    [
      "a template",
      (p: GitProject) => p.append("templates/jdk.Dockerfile.hbs", "# more\n"),
      "a template changed (templates/jdk.Dockerfile.hbs)",
    ],
  ])("knows %s without git from what the last run left", (_what, change, cause) => {
    const project = made(false);
    change(project);
    expect(project.check().lines[1]).toBe(`changed  ${JDK}: ${cause}`);
  });

  it("says that the cause is not known where there is neither git nor a former run", () => {
    const project = made(false);
    rmSync(join(project.root, "node_modules"), { recursive: true });
    project.append(JDK, "# mine\n");
    expect(project.check().lines[1]).toBe(
      `changed  ${JDK}: the cause is not known: neither git nor a former run has it`,
    );
  });

  it("writes nothing, whether or not it finds something", () => {
    const project = made();
    project.git("status");
    const before = project.everything();
    project.check();
    expect(project.everything()).toEqual(before);
    project.append(JDK, "# mine\n");
    project.append("templates/python.Dockerfile.hbs", "# more\n");
    const changed = project.everything();
    project.check();
    expect(project.everything()).toEqual(changed);
  });
});
