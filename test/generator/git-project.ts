import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { LogLevel } from "projen/lib/logger";
import { Project } from "projen/lib/project";
import { vi } from "vitest";
import { SparkImages } from "../../src/synthesize/spark-images";
import type { Checked } from "../../src/synthesize/stop";
import { type Files, ROOT, sources } from "./fixture";

const README = ["images", "warnings", "build"]
  .map((name) => `<!-- generated: ${name} -->\n\n<!-- end of ${name} -->\n`)
  .join("\nprose\n\n");

const WARNING = / last day |CVE-|^licences: |^more about these|known vulnerabilities/;

/** What a check found: its exit code, the lines before the diffs, and the diffs. */
export interface CheckOutcome {
  readonly exitCode: number;
  readonly lines: readonly string[];
  readonly diffs: string;
}

/** A project of the small matrix in a temporary folder, generated and committed. */
export class GitProject {
  readonly root = mkdtempSync(join(tmpdir(), "git-project-"));

  /** @param hasGit false for one such as an archive gives: without git, with `node_modules`. */
  constructor(hasGit = true) {
    chmodSync(this.root, 0o755);
    cpSync(join(ROOT, "templates"), join(this.root, "templates"), { recursive: true });
    this.write("README.md", README);
    this.write(".projenrc.ts", "// the program\n");
    this.matrix(() => {});
    if (hasGit) this.git("init", "--quiet");
    else mkdirSync(join(this.root, "node_modules"));
    this.synth();
    if (hasGit) this.commit();
  }

  /** Runs git here, without the settings of the user. */
  git(...args: readonly string[]): string {
    const user = ["-c", "user.name=A", "-c", "user.email=a@example.com"];
    const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };
    return execFileSync("git", [...user, ...args], { cwd: this.root, env, encoding: "utf8", stdio: "pipe" });
  }

  commit(): void {
    this.git("add", "--all");
    this.git("commit", "--quiet", "--message", "a change");
  }

  /** Writes the small matrix and its lock after an edit. */
  matrix(edit: (files: Files) => void): void {
    const { matrix, lock } = sources(edit);
    for (const { file, text } of [matrix, lock]) this.write(file, text);
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), "utf8");
  }

  /** Writes a file; a read-only one in its place is made writable, as an editor does when told to. */
  write(path: string, text: string): void {
    const target = join(this.root, path);
    mkdirSync(dirname(target), { recursive: true });
    if (lstatSync(target, { throwIfNoEntry: false })) chmodSync(target, lstatSync(target).mode | 0o200);
    writeFileSync(target, text);
  }

  append(path: string, text: string): void {
    this.write(path, `${this.read(path)}${text}`);
  }

  /** What `npx projen` says, but for the warnings of images: what it logs, or why it wrote nothing. */
  synth(): readonly string[] {
    const { project, logged } = this.#project();
    try {
      project.synth();
    } catch (error) {
      if ((error as Error).name !== "Refused") throw error;
      return (error as Error).message.split("\n");
    }
    return logged.filter((line) => !WARNING.test(line));
  }

  /** What `npx projen check` finds. Names of commits are left out of its lines. */
  check(): CheckOutcome {
    vi.stubEnv("SYNTH_CHECK", "true");
    try {
      this.#project().project.synth();
    } catch (error) {
      if ((error as Error).name !== "Checked") throw error;
      const { message, exitCode } = error as Checked;
      const [head = "", ...diffs] = message.split("\n\n");
      const lines = head.replaceAll(/ in commit [0-9a-f]{10}/g, " in commit …").split("\n");
      return { exitCode, lines, diffs: diffs.join("\n\n") };
    } finally {
      vi.unstubAllEnvs();
    }
    throw new Error("the check went on to write");
  }

  /** Every file and folder, git's own too, with what tells that it was touched. */
  everything(): ReadonlyMap<string, string> {
    const paths = readdirSync(this.root, { recursive: true, encoding: "utf8" });
    const status = (path: string) => lstatSync(join(this.root, path));
    return new Map(
      ["", ...paths].map((path) => [
        path,
        `${status(path).ino} ${status(path).mode} ${status(path).mtimeMs} ${status(path).ctimeMs}`,
      ]),
    );
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  #project() {
    const project = new Project({
      name: "small",
      outdir: this.root,
      logging: { level: LogLevel.OFF },
    });
    const logged: string[] = [];
    for (const level of ["info", "warn"] as const) {
      vi.spyOn(project.logger, level).mockImplementation((line: string) => void logged.push(line));
    }
    new SparkImages(project);
    return { project, logged };
  }
}
