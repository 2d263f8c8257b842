import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generated } from "../generator/fixture";

/** A folder that is removed after the test that asked for it. */
export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), "script-"));

  /** Writes an executable into the folder and returns its path. */
  script(name: string, text: string): string {
    const path = join(this.path, name);
    writeFileSync(path, text);
    chmodSync(path, 0o755);
    return path;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** Text of a generated script, by its name. */
export function scriptText(name: string): string {
  const file = [...generated().values()].find(({ path }) => path.endsWith(`/${name}`));
  if (!file) throw new Error(`no script ${name} is generated`);
  return file.content;
}

/** What a command printed, and its exit status. */
export interface Outcome {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a command with an environment of its own, without standard input. */
export function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: { PATH: process.env["PATH"], ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [out, err] = ["", ""];
    child.stdout.on("data", (data: Buffer) => (out += data.toString()));
    child.stderr.on("data", (data: Buffer) => (err += data.toString()));
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, out, err }));
  });
}
