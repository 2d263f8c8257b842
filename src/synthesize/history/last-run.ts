import { hash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Repository } from "./repository";

/** What a run left, by digest: to know later whether a file is still what was written, and what has changed since. */
export interface LastRun {
  /** Digest of each part that is generated, by its name. */
  readonly parts: Readonly<Record<string, string>>;
  /** Digest of each file that it was generated from, by path. */
  readonly inputs: Readonly<Record<string, string>>;
}

/**
 * The record of the last run that wrote into a folder. It is in no file that lands in a diff: in git's own folder, or
 * else with what Node's tools keep, in `node_modules/.cache`.
 */
export class RunRecord {
  readonly #files: readonly string[];

  /**
   * @param root Folder of the project, which has `node_modules`.
   * @param out Folder that is generated into.
   */
  constructor(root: string, out: string, repository: Repository | undefined) {
    const folders = [
      [repository?.gitFolder, "spark-k8s-images"],
      [join(root, "node_modules"), ".cache/spark-k8s-images"],
    ] as const;
    this.#files = folders.flatMap(([base, folder]) => {
      if (base === undefined || !existsSync(base) || !existsSync(out)) return [];
      const name = digest(relative(realpathSync(base), realpathSync(out)));
      return [join(base, folder, `${name}.json`)];
    });
  }

  /** Whether there is none, and there could be. */
  get isMissing(): boolean {
    return this.#files.length > 0 && !this.#files.some((file) => existsSync(file));
  }

  /** The last run; undefined where none is known of. */
  read(): LastRun | undefined {
    for (const file of this.#files) {
      try {
        return JSON.parse(readFileSync(file, "utf8")) as LastRun;
      } catch {
        // not there, or not readable: the next place may have it
      }
    }
    return undefined;
  }

  /** Keeps a run. Where nothing can be kept, later runs know less; that is no failure of this one. */
  write(run: LastRun): void {
    const [file] = this.#files;
    if (file === undefined) return;
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(`${file}.new`, JSON.stringify(run));
      renameSync(`${file}.new`, file);
    } catch {
      // a folder of git's or of npm's that is not this user's to write
    }
  }
}

/** Digest of a text, for {@link LastRun}. */
export function digest(text: string | Buffer): string {
  return hash("sha256", text);
}
